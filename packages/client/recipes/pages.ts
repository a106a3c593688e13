import { fileURLToPath } from 'node:url';
import { recipesAsMarkdown, type Language } from './page.ts';

const intro: Record<Language, string> = {
  'pt-BR': `Cada uma compila e roda nos testes deste repositório, contra o sandbox. \`atteny\` é um cliente feito por
\`createClient\`, como no início do README.`,
  en: `Each one compiles and runs in the tests of this repository, against the sandbox. \`atteny\` is a client made by
\`createClient\`, as at the beginning of the README.`,
};

const start: Record<Language, string> = {
  'pt-BR': 'Todas partem de um cliente:',
  en: 'All of them start from a client:',
};
const tried: Record<Language, string> = {
  'pt-BR': 'Cada receita compila e roda nos testes do cliente, contra o sandbox.',
  en: "Each recipe compiles and runs in the client's tests, against the sandbox.",
};

// The docs put addresses and key in.
const client = `\`\`\`bash
npm install @atteny/client @atteny/webhooks
\`\`\`

\`\`\`ts
import { createClient } from '@atteny/client';

export const atteny = createClient({ apiKey: '{{key}}', baseUrl: '{{sandbox}}' });
\`\`\``;

const guide = (language: Language, title: string, description: string) =>
  `---\ntitle: ${title}\ndescription: ${description}\norder: 40\n---\n\n${start[language]}\n\n${client}\n\n${tried[language]}\n\n${recipesAsMarkdown(language)}`;

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Every page made of the recipes: its path and its text. */
export const pages: ReadonlyMap<string, string> = new Map([
  [
    place('../RECIPES.md'),
    `# Receitas\n\n*[In English](RECIPES.en.md)*\n\n${intro['pt-BR']}\n\n${recipesAsMarkdown('pt-BR')}`,
  ],
  [
    place('../RECIPES.en.md'),
    `# Recipes\n\n*[Em português](RECIPES.md)*\n\n${intro.en}\n\n${recipesAsMarkdown('en')}`,
  ],
  [
    place('../../../apps/docs/guides/recipes.pt-BR.md'),
    guide('pt-BR', 'Receitas em TypeScript', 'As dez mais pedidas, prontas para copiar.'),
  ],
  [
    place('../../../apps/docs/guides/recipes.en.md'),
    guide('en', 'Recipes in TypeScript', 'The ten most asked for, ready to copy.'),
  ],
]);
