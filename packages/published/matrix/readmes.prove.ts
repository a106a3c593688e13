import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { output } from '@atteny/local-servers';
import { servedContract } from '../src/contract-server.ts';
import { blocksOf } from './blocks.ts';
import { row } from './table.ts';
import { packCommand, workspace } from './workspace.ts';

const at = servedContract();

const said = {
  'packages/client': 'Padaria Estrela do Sul',
  'packages/webhooks': /Vocês entregam amanhã cedo|deliver tomorrow morning/,
  'apps/sandbox': 'sendMessage 201',
};

test.each(
  Object.keys(said).flatMap((folder) => ['README.md', 'README.en.md'].map((page) => [folder, page] as const)),
)(
  'what %s, %s says works word by word: its commands in an empty folder, then its example',
  async (folder, page) => {
    const project = join(inject('outside'), `${folder}-${page}`.replaceAll(/\W/g, '-'));
    await mkdir(project);
    const blocks = blocksOf(await readFile(join(workspace, folder, page), 'utf8'));
    const [pack, ...install] = (blocks.find(({ language }) => language === 'bash')?.text ?? '').split('\n');
    // The same first line everywhere, run once for all of them.
    expect(pack).toBe(packCommand);
    await output('bash', ['-ec', install.join('\n')], { cwd: project });
    await writeFile(
      join(project, 'example.mjs'),
      blocks.find(({ language }) => language === 'js')?.text ?? '',
    );
    const env = {
      ...process.env,
      ATTENY_API_KEY: `sk_live_${'0'.repeat(38)}`,
      ATTENY_BASE_URL: at.server,
    };
    expect(await output(process.execPath, ['example.mjs'], { cwd: project, env })).toMatch(
      said[folder as keyof typeof said],
    );
    row(`${folder}, ${page}`, 'its own commands', 'installed and run');
  },
);
