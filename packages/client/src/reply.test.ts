import { publicDocument } from '@atteny/contract/documents';
import { publicOperations } from '@atteny/contract';
import { expect, test } from 'vitest';
import { ApiError, ServerError } from './errors/api-error.ts';
import { AttenyError } from './errors/atteny-error.ts';
import { failureOf, json, refusal, scripted } from './context.fixture.ts';

const html = (status: number) =>
  new Response('<html>portal</html>', { status, headers: { 'Content-Type': 'text/html' } });
const raw = (text: string, status = 200) =>
  new Response(text, { status, headers: { 'Content-Type': 'application/json' } });

test.each([
  [400, 'validation_error', 'ValidationError'],
  [401, 'invalid_api_key', 'AuthenticationError'],
  [402, 'quota_exceeded', 'QuotaExceededError'],
  [403, 'insufficient_scope', 'PermissionError'],
  [404, 'not_found', 'NotFoundError'],
  [409, 'contact_exists', 'ConflictError'],
  [413, 'payload_too_large', 'ApiError'],
  [429, 'rate_limit_exceeded', 'RateLimitError'],
  [500, 'internal_error', 'ServerError'],
  [503, 'service_unavailable', 'ServerError'],
])('%i %s is a %s', async (status, code, name) => {
  const { client } = scripted([refusal(status, code)], { retries: 0 });
  const failure = await failureOf(client.POST('/contacts', { body: { phoneNumber: '+5511987654321' } }));
  expect(failure).toBeInstanceOf(ApiError);
  expect(failure).toBeInstanceOf(AttenyError);
  expect(failure).toMatchObject({
    name,
    status,
    code,
    requestId: 'req_1',
    operation: 'POST /contacts',
    details: [],
  });
  expect((failure as Error).message).toContain('Uma frase.');
});

test('every error status of the contract has a class', async () => {
  const statuses = new Set(
    Object.values(publicOperations).flatMap((operation) => Object.keys(operation.errorCodes)),
  );
  for (const status of statuses) {
    const { client } = scripted([refusal(Number(status), 'x')], { retries: 0 });
    expect(await failureOf(client.GET('/me'))).toBeInstanceOf(ApiError);
  }
  expect(statuses.size).toBeGreaterThan(8);
});

test('the points to correct are in details and in the message', async () => {
  const details = [{ path: '/body/phoneNumber', message: 'deve estar em E.164' }];
  const { client } = scripted([refusal(400, 'validation_error', {}, { details })]);
  const failure = await failureOf(client.POST('/contacts', { body: { phoneNumber: '1' } }));
  expect(failure).toMatchObject({ details });
  expect((failure as Error).message).toContain('/body/phoneNumber: deve estar em E.164');
});

test('after a refusal nothing was done, except that a 500 leaves it open', async () => {
  const outcomes: unknown[] = [];
  for (const status of [400, 409, 429, 503, 500]) {
    const { client } = scripted([refusal(status, 'x')], { retries: 0 });
    outcomes.push(await failureOf(client.POST('/contacts', { body: { phoneNumber: '1' } })));
  }
  expect(outcomes.map((error) => (error as ApiError).outcome)).toEqual([
    'not_done',
    'not_done',
    'not_done',
    'not_done',
    'unknown',
  ]);
  expect(outcomes[4]).toBeInstanceOf(ServerError);
});

test.each([
  ['an empty 200', raw(''), 'vazia'],
  ['an empty 500', raw('', 500), 'vazia'],
  ['HTML with 200', html(200), 'JSON'],
  ['HTML with 502', html(502), 'JSON'],
  ['HTML with 404', html(404), 'JSON'],
  ['JSON cut short', raw('{"success":true,"data":{"id":"c'), 'JSON'],
  ['JSON that is no envelope', json({ id: 'c' }), 'envelope'],
  ['a list', json([]), 'envelope'],
  ['null', json(null), 'JSON'],
  ['a success without data', json({ success: true }), 'envelope'],
  ['data that is not said to be a success', json({ success: false, data: {} }), 'envelope'],
  ['an error told with 200', json({ success: false, code: 'x', error: 'y' }), 'envelope'],
  ['a success told with 500', json({ success: true, data: {} }, { status: 500 }), 'envelope'],
  ['no content', new Response(null, { status: 204 }), 'vazia'],
])('%s is an UnexpectedReplyError, never a success', async (_, reply, problem) => {
  const { client } = scripted([reply], { retries: 0 });
  const failure = await failureOf(client.POST('/contacts', { body: { phoneNumber: '1' } }));
  expect(failure).toMatchObject({ name: 'UnexpectedReplyError', status: reply.status, outcome: 'unknown' });
  expect((failure as Error).message).toContain(problem);
});

test('every example of the contract is read as what it is', async () => {
  const examples = Object.entries(publicDocument.components?.responses ?? {}).flatMap(([name, response]) =>
    Object.values(
      (response as { content?: Record<string, { examples?: object }> }).content?.['application/json']
        ?.examples ?? {},
    ).map((example) => ({ name, value: (example as { value: unknown }).value })),
  );
  expect(examples.length).toBeGreaterThan(10);
  for (const { value } of examples) {
    const { client } = scripted([json(value, { status: 418 })], { retries: 0 });
    expect(await failureOf(client.GET('/me'))).toMatchObject({
      code: (value as { code: string }).code,
      status: 418,
    });
  }
});
