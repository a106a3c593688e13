export interface Target {
  /** As it was sent: nothing is decoded, merged or resolved. */
  readonly path: string;
  readonly query: Record<string, string | string[]>;
  /** Query parameters whose bytes are no text in UTF-8. */
  readonly garbled: readonly string[];
}

/**
 * Path and query of a request target, in origin form (`/a?b`) or absolute form (`http://host/a?b`).
 * A parameter that is given several times becomes a list.
 */
export function parseTarget(target: string): Target {
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? '';
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(target.slice(origin.length)) ?? [];
  return { path: path === '' && origin !== '' ? '/' : path, ...parseQuery(query) };
}

function parseQuery(text: string): Omit<Target, 'path'> {
  const query = new Map<string, string | string[]>();
  const garbled: string[] = [];
  for (const part of text.split('&')) {
    for (const [name, value] of new URLSearchParams(part)) {
      const earlier = query.get(name);
      query.set(name, earlier === undefined ? value : [earlier, value].flat());
      if (!isUtf8(part)) garbled.push(name);
    }
  }
  return { query: Object.fromEntries(query), garbled };
}

/** A stray percent sign stands for itself; bytes that are no UTF-8 would be replaced without a word. */
function isUtf8(encoded: string): boolean {
  try {
    decodeURIComponent(encoded.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}
