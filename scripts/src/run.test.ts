import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from './repository/files.ts';

const run = (...parameters: string[]) =>
  spawnSync(process.execPath, parameters, { cwd: workspace, encoding: 'utf8' });

test('a file of scripts/src runs with its arguments', () => {
  expect(run('scripts/run.mjs', 'scripts/src/start/main.ts', '--help')).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test('a Node from before the install is told in a sentence, without a stack', () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.20.2' })`;
  const { status, stderr } = run(
    '--import',
    older,
    join(workspace, 'scripts/run.mjs'),
    'scripts/src/start/main.ts',
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/^\nA instalação não terminou e falta o Node 24 [^\n]+\n$/);
});
