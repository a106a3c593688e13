import { Marked, type Tokens } from 'marked';
import { codeBlock } from './code-block.ts';
import { escape, raw, type Html } from './html.ts';
import type { Labels } from './labels.ts';
import type { Origins } from './origins.ts';

export interface Heading {
  id: string;
  text: string;
  depth: number;
}

export interface MarkdownOptions {
  labels: Labels;
  origins: Origins;
  /** Rewrites the address of a link, so that a guide may point at `/reference/contacts/` from any folder. */
  link?: (href: string) => string;
  /** How much deeper than written the headings stand in the page. */
  headingOffset?: number;
  /** Ids that the headings have in the other language, in the same order: an address with one of them leads here too. */
  otherIds?: string[];
}

/** Markdown as HTML with code blocks that can be copied, headings that can be linked to, and tables that scroll. */
export function markdown(text: string, options: MarkdownOptions): { html: Html; headings: Heading[] } {
  const headings: Heading[] = [];
  const ids = headingIds(text);
  const parser = new Marked({
    renderer: {
      heading({ tokens, depth, text: source }: Tokens.Heading) {
        const plain = plainText(source);
        const id = ids[headings.length] ?? slug(plain);
        const other = options.otherIds?.[headings.length] ?? id;
        headings.push({ id, text: plain, depth });
        const level = Math.min(6, depth + (options.headingOffset ?? 0));
        const title = `${escape(options.labels.linkTo)} “${escape(plain)}”`;
        const alias = ids.includes(other) ? '' : `<a id="${other}"></a>`;
        return `<h${level} id="${id}">${alias}${this.parser.parseInline(tokens)} <a class="anchor" href="#${id}" aria-label="${title}">#</a></h${level}>\n`;
      },
      code({ text: code, lang }: Tokens.Code) {
        return codeBlock(code, lang ?? 'text', options).text;
      },
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: 'th' | 'td') =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('');
        const body = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
        return `<div class="table" tabindex="0"><table><thead><tr>${cells(token.header, 'th')}</tr></thead><tbody>${body}</tbody></table></div>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const target = options.link ? options.link(href) : href;
        return `<a href="${escape(target)}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  return { html: raw(parser.parse(text, { async: false })), headings };
}

/** The ids of the headings of a text, in their order. */
export function headingIds(text: string): string[] {
  const taken = new Set<string>();
  return new Marked()
    .lexer(text)
    .filter((token) => token.type === 'heading')
    .map((heading) => {
      const base = slug(plainText((heading as Tokens.Heading).text));
      let id = base;
      for (let again = 2; taken.has(id); again += 1) id = `${base}-${again}`;
      taken.add(id);
      return id;
    });
}

/** A sentence or two with inline code and links, without a paragraph around them. */
export function inlineMarkdown(text: string): Html {
  return raw(new Marked().parseInline(text.trim(), { async: false }));
}

/** The words of a text in Markdown: without marks of emphasis, addresses, fences, and the frames of tables. */
export function plainText(text: string): string {
  return text
    .replaceAll(/^```.*$/gm, '')
    .replaceAll(/^\|[-| ]+\|$/gm, '')
    .replaceAll(/^> /gm, '')
    .replaceAll(/[`*]/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/ ?\| ?/g, ' ')
    .trim();
}

/** An id for an address: small letters and digits of ASCII, joined by `-`. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
