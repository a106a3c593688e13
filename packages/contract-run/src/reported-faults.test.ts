import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportedFaults } from './reported-faults.ts';

/** The names of the faults that can be planted. */
let planted: string[] = [];

beforeAll(async () => {
  const main = fileURLToPath(new URL('../../../apps/api/faults/main.ts', import.meta.url));
  const server = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'close');
  for await (const line of createInterface({ input: server.stdout })) {
    planted = (JSON.parse(line) as { faults: { name: string }[] }).faults.map(({ name }) => name);
    server.stdin.end();
  }
  await ended;
}, 60_000);

describe('what the suite once missed is planted in the running server', () => {
  test.each(reportedFaults)('%s', (_row, names) => {
    expect(names.filter((name) => !planted.includes(name))).toEqual([]);
  });
});
