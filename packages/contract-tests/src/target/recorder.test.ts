import { expect, test } from 'vitest';
import { asked } from '../testing/known-world.ts';
import type { Exchange } from './exchange.ts';
import { createRecorder } from './recorder.ts';

const delivery = {
  headers: {},
  body: '',
  at: 0,
  answeredAt: 0,
  answer: { status: 200, headers: {}, body: 'ok' },
};

/** What is noted, in its order, when a delivery arrives while requests of these methods are under way. */
async function notedDuring(...methods: readonly string[]): Promise<string[]> {
  const { exchange } = asked('/contacts', 200, {});
  const arrives = Promise.withResolvers<void>();
  const recorder = createRecorder(async (request): Promise<Exchange> => {
    await arrives.promise;
    return { ...exchange, request };
  }, false);
  const sending = methods.map((method) => recorder.send({ ...exchange.request, method }));
  recorder.arrived(delivery);
  arrives.resolve();
  await Promise.all(sending);
  return recorder.entries.map((entry) =>
    entry.kind === 'exchange' ? entry.exchange.request.method : entry.kind,
  );
}

test('a delivery that arrives while a request does something may be of its making, and is judged after it', async () => {
  expect(await notedDuring('POST')).toEqual(['POST', 'arrival']);
  expect(await notedDuring('GET', 'POST')).toEqual(['GET', 'POST', 'arrival']);
});

test('a delivery that arrives while a request reads may be in its reply, and is judged before it', async () => {
  expect(await notedDuring('GET')).toEqual(['arrival', 'GET']);
  expect(await notedDuring('GET', 'GET')).toEqual(['arrival', 'GET', 'GET']);
});
