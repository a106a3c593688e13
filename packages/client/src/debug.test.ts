import { expect, test } from 'vitest';
import type { DebugEvent } from './debug.ts';
import { apiKey, me, refusal, scripted, success } from './context.fixture.ts';

test('the hook is told each request, failure, retry and reply', async () => {
  const told: DebugEvent[] = [];
  const script = [refusal(503, 'service_unavailable', { 'Retry-After': '3' }), success(me)];
  const { client } = scripted(script, { debug: (event) => told.push(event) });
  await client.GET('/me');
  expect(told).toMatchObject([
    { type: 'request', operation: 'GET /me', attempt: 1, url: 'http://sandbox.test/api/v1/me' },
    { type: 'failure', attempt: 1, error: { name: 'ServerError' } },
    { type: 'retry', attempt: 2, delayMs: 3000 },
    { type: 'request', attempt: 2 },
    { type: 'response', attempt: 2, status: 200, requestId: 'req_1', durationMs: 0 },
  ]);
  expect(JSON.stringify(told)).not.toContain(apiKey);
});

test('a hook that fails does not fail the call', async () => {
  const { client } = scripted([success(me)], {
    debug: () => {
      throw new Error('broken hook');
    },
  });
  expect(await client.GET('/me')).toMatchObject({ data: me });
});
