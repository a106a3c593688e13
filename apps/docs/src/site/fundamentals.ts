import type { Edition } from './edition.ts';
import { markdown, type MarkdownOptions } from './markdown.ts';

/** The contract's prose: what stands before its first heading, and the rest with its headings. */
export function splitFundamentals(description: string, options: MarkdownOptions): Edition['fundamentals'] {
  const start = description.search(/^# /m);
  const intro = start < 0 ? description : description.slice(0, start);
  const body = start < 0 ? '' : description.slice(start);
  const { html, headings } = markdown(body, { ...options, headingOffset: 1 });
  return { intro: markdown(intro, options).html, html, headings };
}
