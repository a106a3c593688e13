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

const install: Record<Language, string> = {
  'pt-BR': `Ainda não há versão no npm. Até a primeira, um clone do repositório (aqui, em \`../atteny-api\`) empacota o que se instala:`,
  en: `There is no version on npm yet. Until the first one, a clone of the repository (here at \`../atteny-api\`) packs what you
install:`,
};

const commands = `\`\`\`bash
npx -y pnpm@12.21.0 --dir ../atteny-api pack:all
npm install ../atteny-api/tarballs/atteny-client-0.0.0.tgz ../atteny-api/tarballs/atteny-webhooks-0.0.0.tgz
\`\`\``;

// The docs put addresses and key in.
const client = `\`\`\`ts
import { createClient } from '@atteny/client';

export const atteny = createClient({ apiKey: '{{key}}', baseUrl: '{{sandbox}}' });
\`\`\``;

const guide = (language: Language, title: string, description: string) =>
  `---\ntitle: ${title}\ndescription: ${description}\norder: 40\n---\n\n${install[language]}\n\n${commands}\n\n${start[language]}\n\n${client}\n\n${tried[language]}\n\n${recipesAsMarkdown(language)}`;

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
    guide('pt-BR', 'Receitas em TypeScript', 'As mais pedidas, prontas para copiar.'),
  ],
  [
    place('../../../apps/docs/guides/recipes.en.md'),
    guide('en', 'Recipes in TypeScript', 'The ones most asked for, ready to copy.'),
  ],
]);
