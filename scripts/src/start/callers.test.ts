import { expect, test } from 'vitest';
import { callersOf, type Running } from './callers.ts';

/** Process 1 has started 2, which has started 3, and so on; these are the commands from 2 on. */
function family(...commands: string[]) {
  const processes = new Map(
    commands.map((command, index): [number, Running] => [index + 2, { parent: index + 1, command }]),
  );
  return (pid: number) => processes.get(pid);
}

test('a call by npx is followed up to npx, and not to the terminal', () => {
  const look = family(
    'bash',
    'npm exec pnpm@12.21.0 start',
    "sh -c 'pnpm' start",
    'pnpm start',
    'sh -c trap; node main.ts',
    'node main.ts',
  );
  expect(callersOf(7, look)).toEqual([6, 5, 4, 3]);
});

test('a shell that no package manager has started is no part of the call', () => {
  const look = family('bash -c npx pnpm start &', 'node /opt/lib/npx-cli.js pnpm start', 'node main.ts');
  expect(callersOf(4, look)).toEqual([3]);
  expect(callersOf(3, family('sh -c node main.ts', 'node main.ts'))).toEqual([]);
});

test('a process that cannot be seen ends the search', () => {
  expect(callersOf(99, family('bash'))).toEqual([]);
  expect(callersOf(process.pid)).not.toContain(process.pid);
});
