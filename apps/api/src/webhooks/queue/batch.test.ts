import { expect, test, vi } from 'vitest';
import { createBatch } from './batch.ts';

test('what comes alone is written at once, and those that come soon after it together', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  const written: string[][] = [];
  const batch = createBatch<string>(async (items) => void written.push(items), { maximum: 200, gatherMs: 5 });
  await batch.add('alone');
  const second = batch.add('second');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const third = batch.add('third');
  await vi.advanceTimersByTimeAsync(5);
  await Promise.all([second, third]);
  vi.useRealTimers();
  expect(written).toEqual([['alone'], ['second', 'third']]);
});
