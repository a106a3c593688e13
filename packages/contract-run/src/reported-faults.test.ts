import { fileURLToPath } from 'node:url';
import { startFaultyServer } from '@atteny/contract-tests/faults';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportedFaults } from './reported-faults.ts';

/** The names of the faults that can be planted. */
let planted: string[] = [];

beforeAll(async () => {
  const main = fileURLToPath(new URL('../../../apps/api/faults/main.ts', import.meta.url));
  const server = await startFaultyServer([process.execPath, main]);
  planted = server.greeting.faults.map(({ name }) => name);
  await server.close();
}, 60_000);

describe('what the suite once missed is planted in the running server', () => {
  test.each(reportedFaults)('%s', (_row, names) => {
    expect(names.filter((name) => !planted.includes(name))).toEqual([]);
  });
});
