import { readdirSync, readFileSync } from 'node:fs';

/** One recipe in one language: what it is called, what it says, and its code. */
export interface Recipe {
  title: string;
  text: string;
  code: string;
}

export type Language = 'pt-BR' | 'en';

const heading: Record<Language, RegExp> = { 'pt-BR': /^\/\/ # /, en: /^\/\/ ## / };

/** The recipes of this folder, in order. Portuguese stands first in each file's comment, English second. */
export function recipesIn(language: Language): Recipe[] {
  const files = readdirSync(import.meta.dirname).filter((file) => /^\d\d-/.test(file));
  return files.toSorted().map((file) => {
    const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
    const end = lines.findIndex((line) => !line.startsWith('//'));
    const comment = lines.slice(0, end);
    const start = comment.findIndex((line) => heading[language].test(line));
    const rest = comment.slice(start + 1);
    const next = rest.findIndex((line) => /^\/\/ ##? /.test(line));
    return {
      title: (comment[start] ?? '').replace(heading[language], ''),
      text: rest
        .slice(0, next === -1 ? undefined : next)
        .map((line) => line.replace('// ', ''))
        .join('\n'),
      code: lines.slice(end).join('\n').trim(),
    };
  });
}

/** The recipes as Markdown, from a heading of the second level on. */
export function recipesAsMarkdown(language: Language): string {
  return recipesIn(language)
    .map(
      ({ title, text, code }, index) => `## ${index + 1}. ${title}\n\n${text}\n\n\`\`\`ts\n${code}\n\`\`\`\n`,
    )
    .join('\n');
}
