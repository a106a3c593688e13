import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { output } from '@atteny/local-servers';
import { servedContract } from './contract-server.ts';
import { ids, published } from './packages.ts';

const at = servedContract();

const said = {
  client: ['Padaria Estrela do Sul', '+5511900000044'],
  webhooks: ['Oi! Vocês entregam amanhã cedo?', 'Hi! Do you deliver tomorrow morning?'],
};

test.each(ids.flatMap((id) => ['README.md', 'README.en.md'].map((file) => [id, file] as const)))(
  'the example of %s, %s runs where the package is installed',
  async (id, file) => {
    const cwd = inject('project');
    const readme = readFileSync(join(cwd, 'node_modules', published[id].name, file), 'utf8');
    const [, example = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
    const program = `example-${id}-${file}.mjs`;
    await writeFile(join(cwd, program), example);
    const env = {
      ...process.env,
      ATTENY_API_KEY: 'sk_live_Qm7Tz0000000000000000000000000000000000',
      ATTENY_BASE_URL: at.server,
    };
    const printed = await output(process.execPath, [program], { cwd, env });
    expect(said[id].filter((text) => printed.includes(text))).not.toEqual([]);
  },
);

test('no page tells anybody to install from npm what is not there yet', () => {
  const workspace = fileURLToPath(new URL('../../../', import.meta.url));
  const pages = globSync(
    [
      '*.md',
      'docs/**/*.md',
      '{apps,packages,examples}/*/*.md',
      'apps/docs/guides/*.md',
      'spec/**/*.{md,yaml}',
    ],
    {
      cwd: workspace,
      exclude: ['**/node_modules/**'],
    },
  );
  expect(pages).toContain('packages/client/README.md');
  const told = pages.flatMap((page) =>
    Array.from(
      readFileSync(join(workspace, page), 'utf8').matchAll(
        /^.*(?:npm (?:install|i|add)|yarn add|pnpm add|npx|bunx?|deno add)\s[^\n]*(?<![\w/.-])(?:npm:)?@atteny\/.*$/gm,
      ),
      ([line]) => `${page}: ${line}`,
    ),
  );
  expect(told).toEqual([]);
});
