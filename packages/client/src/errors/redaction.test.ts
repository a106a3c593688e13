import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { apiKey, connectionRefused, failureOf, refusal, scripted, success } from '../context.fixture.ts';
import type { AttenyError } from './atteny-error.ts';

test('data that contains the key comes as it is, and errors that contain it do not', async () => {
  const { client } = scripted([
    success({ note: apiKey }),
    refusal(400, 'x', {}, { error: `chave ${apiKey}` }),
  ]);
  expect(await client.GET('/me')).toMatchObject({ data: { note: apiKey } });
  expect(inspect(await failureOf(client.GET('/me')))).not.toContain(apiKey);
});

test('a server that sends the key back in its headers does not get it into an error', async () => {
  const headers = { 'X-Request-Id': apiKey, 'Content-Type': `text/${apiKey}` };
  const { client } = scripted([new Response(apiKey, { status: 404, headers })]);
  expect(inspect(await failureOf(client.GET('/me')), { depth: 20, showHidden: true })).not.toContain(apiKey);
});

test('the key is in no part of an error, nor of its causes, whatever fetch throws', async () => {
  const deepest = Object.assign(new Error(`header "Bearer ${apiKey}"`), {
    code: apiKey,
    headers: { apiKey },
  });
  const thrown = Object.assign(new TypeError('fetch failed', { cause: deepest }), { request: { apiKey } });
  const { client } = scripted([thrown], { retries: 0 });
  const failure = (await failureOf(client.GET('/me'))) as AttenyError;
  expect(failure.name).toBe('ConnectionError');
  expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(apiKey);
  expect(failure.cause).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  expect(inspect(client, { depth: 20, showHidden: true })).not.toContain(apiKey);
});

test('a cause keeps its code', async () => {
  const { client } = scripted([connectionRefused()], { retries: 0 });
  const failure = (await failureOf(client.GET('/me'))) as AttenyError;
  expect((failure.cause as Error).cause).toMatchObject({ code: 'ECONNREFUSED' });
});
