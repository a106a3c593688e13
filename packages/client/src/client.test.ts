import { serverUrl } from '@atteny/contract';
import { expect, test } from 'vitest';
import { createClient } from './client.ts';
import { apiKey, failureOf, me, scripted, success } from './context.fixture.ts';

const limitHeaders = {
  Date: 'Mon, 16 Mar 2026 14:05:09 GMT',
  'X-RateLimit-Limit': '120',
  'X-RateLimit-Remaining': '118',
  'X-RateLimit-Reset': String(Date.parse('2026-03-16T14:06:00Z') / 1000),
  'X-Api-Quota-Limit': 'unlimited',
  'X-Api-Quota-Used': '1284',
  'X-Api-Quota-Remaining': 'unlimited',
  'X-Api-Quota-Reset': String(Date.parse('2026-04-01T00:00:00Z') / 1000),
};

test('a call gives what the envelope holds, and what came with it', async () => {
  const { client, sent } = scripted([success(me)]);
  const { data, requestId, response } = await client.GET('/me');
  expect(data.organization.name).toBe('Padaria Estrela do Sul');
  expect(requestId).toBe('req_1');
  expect(response.status).toBe(200);
  expect(sent[0]?.url).toBe('http://sandbox.test/api/v1/me');
  expect(sent[0]?.init.method).toBe('GET');
  expect(sent[0]?.init.headers.get('Authorization')).toBe(`Bearer ${apiKey}`);
});

test('path, query and body are written as the contract reads them', async () => {
  const { client, sent } = scripted([success([], {}, { total: 0, page: 1, limit: 20 })]);
  await client.GET('/contacts', { params: { query: { search: 'joão & cia', limit: 5 } } });
  await client.POST('/conversations/{conversationId}/messages', {
    params: { path: { conversationId: 'cnv_1' } },
    body: { content: 'Olá' },
  });
  expect(sent[0]?.url).toBe('http://sandbox.test/api/v1/contacts?search=jo%C3%A3o%20%26%20cia&limit=5');
  expect(sent[1]?.url).toBe('http://sandbox.test/api/v1/conversations/cnv_1/messages');
  expect(sent[1]?.init.body).toBe('{"content":"Olá"}');
  expect(sent[1]?.init.headers.get('Content-Type')).toBe('application/json');
});

test('headers of a call are added, but never replace the key', async () => {
  const { client, sent } = scripted([success(me)]);
  await client.GET('/me', { headers: { Prefer: 'code=429', authorization: 'Bearer other' } });
  expect(sent[0]?.init.headers.get('Prefer')).toBe('code=429');
  expect(sent[0]?.init.headers.get('Authorization')).toBe(`Bearer ${apiKey}`);
});

test('without an address the calls go to production, and by the global fetch', async () => {
  const original = globalThis.fetch;
  const urls: unknown[] = [];
  globalThis.fetch = (url) => {
    urls.push(url);
    return Promise.resolve(success(me));
  };
  try {
    await createClient({ apiKey }).GET('/me');
  } finally {
    globalThis.fetch = original;
  }
  expect(urls).toEqual([`${serverUrl}/me`]);
});

test.each([
  ['http://localhost:4010', 'http://localhost:4010/api/v1/me'],
  ['http://localhost:4010/', 'http://localhost:4010/api/v1/me'],
  ['http://localhost:4010/api/v1/', 'http://localhost:4010/api/v1/me'],
  ['https://gateway.test/atteny/v1', 'https://gateway.test/atteny/v1/me'],
  ['/api/v1', '/api/v1/me'],
])('the address %s is called at %s', async (baseUrl, url) => {
  const { client, sent } = scripted([success(me)], { baseUrl });
  await client.GET('/me');
  expect(sent[0]?.url).toBe(url);
});

test('rate limit and quota of the last reply can be read', async () => {
  const { client } = scripted([success(me, { headers: limitHeaders }), success(me)]);
  expect(client.limits).toBeUndefined();
  const { limits } = await client.GET('/me');
  await client.GET('/me');
  expect(client.limits).toEqual(limits);
  expect(limits).toEqual({
    rate: { limit: 120, remaining: 118, resetAt: new Date('2026-03-16T14:06:00Z'), resetAfter: 51 },
    quota: {
      limit: Number.POSITIVE_INFINITY,
      used: 1284,
      remaining: Number.POSITIVE_INFINITY,
      resetAt: new Date('2026-04-01T00:00:00Z'),
    },
  });
});

test('an operation that takes an Idempotency-Key gets a fresh one each call, or the one given', async () => {
  const { client, sent } = scripted([success({}, { status: 201 })]);
  const body = { phoneNumber: '+5511987654321' };
  await client.POST('/contacts', { body });
  await client.POST('/contacts', { body });
  await client.POST('/contacts', { body, params: { header: { 'Idempotency-Key': 'pedido-7' } } });
  await client.POST('/webhooks', { body: { url: 'https://loja.test', events: ['message.created'] } });
  expect(sent.map(({ init }) => init.headers.get('Idempotency-Key'))).toEqual([
    'key-1',
    'key-2',
    'pedido-7',
    null,
  ]);
});

test('redirects are not followed: the key stays with the address it is for', async () => {
  const { client, sent } = scripted([Response.redirect('https://elsewhere.test/me', 307)]);
  expect(await failureOf(client.GET('/me'))).toMatchObject({ name: 'UnexpectedReplyError', status: 307 });
  expect(sent).toHaveLength(1);
  expect(sent[0]?.init.redirect).toBe('manual');
});

test.each([
  ['apiKey', { apiKey: '' }],
  ['apiKey', { apiKey: `${apiKey}\n` }],
  ['apiKey', { apiKey: undefined as unknown as string }],
  ['baseUrl', { baseUrl: 'localhost:4010' }],
  ['baseUrl', { baseUrl: '' }],
  ['baseUrl', { baseUrl: '//elsewhere.test/api/v1' }],
  ['baseUrl', { baseUrl: 'https://user:secret@api.test' }],
  ['baseUrl', { baseUrl: 'https://api.test/?a=b' }],
  ['timeout', { timeout: 0 }],
  ['timeout', { timeout: Number.POSITIVE_INFINITY }],
  ['timeout', { timeout: Number.NaN }],
  ['retries', { retries: -1 }],
  ['retries', { retries: Number.POSITIVE_INFINITY }],
  ['maxRetryDelay', { maxRetryDelay: Number.NaN }],
])('an option that cannot be used is named at once: %s %j', (option, options) => {
  const create = () => scripted([], options);
  expect(create).toThrow(expect.objectContaining({ name: 'ConfigurationError', option }));
  expect(create).toThrow(expect.objectContaining({ message: expect.not.stringContaining(apiKey) }));
});
