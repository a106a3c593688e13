/** What a request asks for, as it was sent: nothing is decoded, merged or resolved. */
export interface RequestTarget {
  readonly path: string;
  /** Behind the question mark; empty when there is none. */
  readonly query: string;
  /** Host and port of an absolute target (`http://host/path`). It takes the place of the Host header. */
  readonly authority: string | undefined;
}

const absolute = /^https?:\/\/([^/?#]*)(.*)$/is;

/** Takes a request target apart: origin form (`/a?b`), absolute form (`http://host/a?b`), or whatever else it is. */
export function readRequestTarget(url: string): RequestTarget {
  if (url.startsWith('/')) return { ...pathAndQuery(url), authority: undefined };
  const [, authority, rest = ''] = absolute.exec(url) ?? [];
  if (authority === undefined) return { ...pathAndQuery(url), authority };
  return { ...pathAndQuery(rest.startsWith('/') ? rest : `/${rest}`), authority };
}

function pathAndQuery(text: string): { path: string; query: string } {
  const mark = text.indexOf('?');
  return mark < 0 ? { path: text, query: '' } : { path: text.slice(0, mark), query: text.slice(mark + 1) };
}
