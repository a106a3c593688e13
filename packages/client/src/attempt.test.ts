import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createClient } from './client.ts';
import { apiKey, failureOf, me, refusal, scripted, success } from './context.fixture.ts';

test('an attempt that takes longer than its timeout is a TimeoutError, also of a fetch that does not heed signals', async () => {
  const { client } = scripted(['silence'], { timeout: 1234, retries: 0 });
  const failure = await failureOf(client.GET('/me'));
  expect(failure).toMatchObject({ name: 'TimeoutError', timeout: 1234 });
  expect((failure as Error).message).toContain('1234 ms');
});

test('the timeout covers the body', async () => {
  const endless = new Response(
    new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }),
  );
  const client = createClient({ apiKey, retries: 0, timeout: 20, fetch: () => Promise.resolve(endless) });
  expect(await failureOf(client.GET('/me'))).toMatchObject({ name: 'TimeoutError' });
});

test('the signal of the attempt is aborted, so that a fetch can stop', async () => {
  const { client, sent } = scripted(['silence'], { retries: 0 });
  await failureOf(client.GET('/me'));
  expect(sent[0]?.init.signal?.aborted).toBe(true);
});

test('a call given up by its caller rejects with the reason, and is not repeated', async () => {
  const { client, sent } = scripted([success(me)]);
  const reason = new Error('the user left');
  expect(await failureOf(client.GET('/me', { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(sent).toEqual([]);
});

test('it is given up during the request', async () => {
  const controller = new AbortController();
  const client = createClient({
    apiKey,
    fetch: () => {
      controller.abort(new Error('the user left'));
      return new Promise(() => {});
    },
  });
  expect(await failureOf(client.GET('/me', { signal: controller.signal }))).toMatchObject({
    message: 'the user left',
  });
});

test('it is given up during the wait before a retry', async () => {
  const controller = new AbortController();
  let requests = 0;
  const client = createClient({
    apiKey,
    fetch: () => {
      requests += 1;
      return Promise.resolve(refusal(429, 'rate_limit_exceeded', { 'Retry-After': '30' }));
    },
    debug: ({ type }) => {
      if (type === 'retry') {
        queueMicrotask(() => controller.abort(new Error('the user left')));
      }
    },
  });
  expect(await failureOf(client.GET('/me', { signal: controller.signal }))).toMatchObject({
    message: 'the user left',
  });
  expect(requests).toBe(1);
});

test('a signal that lives long gathers no listeners', async () => {
  const { signal } = new AbortController();
  const client = createClient({ apiKey, fetch: () => Promise.resolve(success(me)) });
  for (let call = 0; call < 20; call += 1) {
    await client.GET('/me', { signal });
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('thirty calls at once listen to their one signal once, and each is given up by it', async () => {
  const controller = new AbortController();
  const client = createClient({ apiKey, fetch: () => new Promise(() => {}) });
  const calls = Array.from({ length: 30 }, () => failureOf(client.GET('/me', { signal: controller.signal })));
  await Promise.resolve();
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
  const reason = new Error('the user left');
  controller.abort(reason);
  expect(await Promise.all(calls)).toEqual(Array.from({ length: 30 }, () => reason));
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test.each([0, -1, Number.NaN, 2 ** 31])('a timeout of %d is refused', async (timeout) => {
  const { client } = scripted([success(me)]);
  expect(await failureOf(client.GET('/me', { timeout }))).toMatchObject({ option: 'timeout' });
});
