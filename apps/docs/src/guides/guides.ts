import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { languages, otherLanguage, type Language } from '../site/languages.ts';
import { headingIds } from '../site/markdown.ts';

/** One guide in one language, as written. */
export interface Guide {
  slug: string;
  title: string;
  description: string;
  /** Where it stands in the menu, smallest first. */
  order: number;
  text: string;
  /** The ids of the same guide's headings in the other language, in the same order. */
  otherIds: string[];
}

/**
 * Reads `<slug>.pt-BR.md` and `<slug>.en.md`. The head of each file gives `title`, `description` and `order`:
 * `---`, one `name: value` a line, `---`. Throws for a head that lacks one, for a guide without its other language, and for one
 * whose headings differ in number, since a reader who changes the language keeps his place by them.
 */
export async function readGuides(folder: string, language: Language): Promise<Guide[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md'));
  const slugs = new Set(files.map((file) => file.replace(/\.(pt-BR|en)\.md$/, '')));
  for (const slug of slugs) {
    for (const each of languages) {
      if (!files.includes(`${slug}.${each}.md`)) throw new Error(`${folder}: ${slug}.${each}.md is missing.`);
    }
  }
  const guides = await Promise.all(
    [...slugs].map(async (slug) => {
      const read = async (each: Language) => {
        const file = join(folder, `${slug}.${each}.md`);
        return parseGuide(slug, await readFile(file, 'utf8'), file);
      };
      const guide = await read(language);
      const otherIds = headingIds((await read(otherLanguage(language))).text);
      if (headingIds(guide.text).length !== otherIds.length) {
        throw new Error(`${folder}: ${slug} has not the same headings in both languages.`);
      }
      return { ...guide, otherIds };
    }),
  );
  return guides.toSorted((a, b) => a.order - b.order || a.slug.localeCompare(b.slug, 'en'));
}

/** Throws when the head is missing or incomplete; `file` names the guide in the message. */
export function parseGuide(slug: string, source: string, file: string): Omit<Guide, 'otherIds'> {
  const [, head, text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  const fields = new Map(
    (head ?? '').split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
  const field = (name: string) => {
    const value = fields.get(name);
    if (!value) throw new Error(`${file}: the head between the two --- lines has no ${name}.`);
    return value;
  };
  return {
    slug,
    title: field('title'),
    description: field('description'),
    order: Number(field('order')),
    text: text ?? '',
  };
}
