import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from './files.ts';

const readme = readFileSync(join(workspace, 'README.md'), 'utf8');
const { packageManager, scripts } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as {
  packageManager: string;
  scripts: Record<string, string>;
};

test.each(['start', 'test'])(
  'the README names `%s` with the version of pnpm that the workspace has',
  (name) => {
    expect(readme.split('\n')).toContain(`npx -y ${packageManager} ${name}`);
  },
);

test('every command that the README lists exists', () => {
  const listed = [...readme.matchAll(/^\| `pnpm (\w+)`/gm)].map(([, name = '']) => name);
  expect(listed.length).toBeGreaterThan(5);
  expect(listed.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
