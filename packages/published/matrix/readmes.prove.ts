import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { output } from '../src/command.ts';
import { contractServer, type Listening } from '../src/contract-server.ts';
import { folderOf, ids } from '../src/packages.ts';
import { row } from './table.ts';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));

let server: Listening;

beforeAll(async () => {
  server = await contractServer();
});
afterAll(() => server.close());

const said = {
  client: 'Padaria Estrela do Sul',
  webhooks: /Vocês entregam amanhã cedo|deliver tomorrow morning/,
};

test.each(ids.flatMap((id) => ['README.md', 'README.en.md'].map((file) => [id, file] as const)))(
  'what %s, %s says works word by word: its commands from an empty folder, then its example',
  async (id, file) => {
    const folder = await mkdtemp(join(tmpdir(), 'atteny-readme-'));
    try {
      await symlink(workspace, join(folder, 'atteny-api'));
      const project = join(folder, 'project');
      await mkdir(project);
      const readme = await readFile(join(folderOf(id), file), 'utf8');
      const block = (language: string) =>
        new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? '';
      await output('bash', ['-ec', block('bash')], { cwd: project });
      await writeFile(join(project, 'example.mjs'), block('js'));
      const env = {
        ...process.env,
        ATTENY_API_KEY: `sk_live_${'0'.repeat(38)}`,
        ATTENY_BASE_URL: server.address,
      };
      expect(await output(process.execPath, ['example.mjs'], { cwd: project, env })).toMatch(said[id]);
      row(`${id}, ${file}`, 'its own commands', 'installed and run');
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
