import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { output } from './command.ts';
import { contractServer, type Listening } from './contract-server.ts';
import { ids, published } from './packages.ts';

let server: Listening;

beforeAll(async () => {
  server = await contractServer();
});
afterAll(() => server.close());

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
      ATTENY_BASE_URL: server.address,
    };
    const printed = await output(process.execPath, [program], { cwd, env });
    expect(said[id].filter((text) => printed.includes(text))).not.toEqual([]);
  },
);
