import { startSandbox, type LocalSandbox } from '@atteny/local-servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendThroughCuts } from './sends.ts';

let sandbox: LocalSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const conditions = { sends: 60, share: 0.2, seed: 7 };

test('through cut connections no message goes out twice, and each failure says that it may have gone out', async () => {
  const proof = await sendThroughCuts({ sandbox, ...conditions, idempotentRetries: false });
  expect(proof.cuts).toBeGreaterThan(0);
  expect(proof).toMatchObject({ failures: proof.cuts, failuresWithoutWord: 0, duplicates: 0, lost: 0 });
});

test('with idempotentRetries the sends succeed all the same, and still none goes out twice', async () => {
  const proof = await sendThroughCuts({ sandbox, ...conditions, idempotentRetries: true });
  expect(proof.cuts).toBeGreaterThan(0);
  // A send fails only when its three attempts are all cut, which chance allows a few times in so many.
  expect(proof.failures).toBeLessThan(proof.cuts / 2);
  expect(proof).toMatchObject({ failuresWithoutWord: 0, duplicates: 0, lost: 0 });
});
