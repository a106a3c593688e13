import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { languages, type Language } from '../site/languages.ts';

/** One guide in one language, as written. */
export interface Guide {
  slug: string;
  title: string;
  description: string;
  /** Where it stands in the menu, smallest first. */
  order: number;
  text: string;
}

/**
 * Reads `<slug>.pt-BR.md` and `<slug>.en.md`. The head of each file gives `title`, `description` and `order`:
 * `---`, one `name: value` a line, `---`. Throws for a head that lacks one, and for a guide without its other language.
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
      const file = join(folder, `${slug}.${language}.md`);
      return parseGuide(slug, await readFile(file, 'utf8'), file);
    }),
  );
  return guides.toSorted((a, b) => a.order - b.order || a.slug.localeCompare(b.slug));
}

/** Throws when the head is missing or incomplete; `file` names the guide in the message. */
export function parseGuide(slug: string, source: string, file: string): Guide {
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
