import { afterAll, expect, test } from 'vitest';
import { TwoContracts } from './contract.ts';
import { rewritings } from './rewritings.ts';

const contracts = new TwoContracts();
afterAll(() => contracts.remove());

test('there are at least 20 of them', () => expect(rewritings.length).toBeGreaterThanOrEqual(20));

test.each(rewritings)('nothing changes where %s', (_name, rewrite) => {
  const before = contracts.files();
  const after = contracts.files();
  rewrite(after);
  expect(JSON.stringify([...after])).not.toBe(JSON.stringify([...before]));
  for (const document of ['atteny', 'console']) {
    const { findings } = contracts.runGate(document, after);
    expect(
      findings.filter(({ verdict }) => verdict !== 'safe').map(({ at, message }) => `${at}: ${message}`),
    ).toEqual([]);
  }
});
