/** Text that is HTML already. Everything else that a template is given is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Content = Html | string | number | false | null | undefined | readonly Content[];

/** A template whose values are escaped unless they are Html; lists are joined, `false`, `null` and `undefined` are nothing. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Html {
  return new Html(
    parts.reduce((text, part, index) => text + (index > 0 ? render(values[index - 1]) : '') + part, ''),
  );
}

/** Marks text as HTML: only for what another part of this build produced as HTML. */
export function raw(text: string): Html {
  return new Html(text);
}

export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function render(content: Content): string {
  if (content === false || content === null || content === undefined) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(render).join('');
  return escape(String(content));
}
