import { publicDocument } from '@atteny/contract/documents';
import type { OpenAPIV3_1 } from 'openapi-types';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { rawRequest, type TestServer, testServer, type World } from '../testing/test-server.ts';

let server: TestServer;
let world: World;
beforeAll(async () => {
  server = await testServer();
  world = await server.world();
});
afterAll(() => server.close());

const codeOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('x-request-id')).toMatch(/^req_[A-Za-z0-9]{16}$/);
  const body = (await response.json()) as { success: boolean; code: string };
  expect(body.success).toBe(false);
  return [response.status, body.code];
};
const asked = async (path: string, init?: Parameters<TestServer['call']>[1]) =>
  codeOf(await server.call(path, init));

describe('each step answers before the ones after it', () => {
  test('path and method before the key', async () => {
    expect(await asked('/nothing')).toEqual([404, 'not_found']);
    expect(await asked('/me', { method: 'DELETE' })).toEqual([405, 'method_not_allowed']);
  });

  test('405 names the methods of the path', async () => {
    const response = await server.call('/contacts', { method: 'PUT', key: world.key });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    const head = await server.call('/contacts', { method: 'HEAD', key: world.key });
    expect(head.status).toBe(405);
  });

  test('no key, and keys that are none', async () => {
    expect(await asked('/me')).toEqual([401, 'unauthorized']);
    expect(await asked('/me', { headers: { authorization: 'Basic dTpw' } })).toEqual([401, 'unauthorized']);
    expect(await asked('/me', { key: 'sk_live_short' })).toEqual([401, 'invalid_api_key']);
    const other = `${world.key.slice(0, -1)}${world.key.endsWith('0') ? '1' : '0'}`;
    expect(await asked('/me', { key: other })).toEqual([401, 'invalid_api_key']);
  });

  test('an expired key is refused from its instant on', async () => {
    const expiresAt = server.clock.now() + 60_000;
    const { key } = await server.world({ key: { expiresAt } });
    expect((await server.call('/me', { key })).status).toBe(200);
    server.clock.advance(60_000);
    expect(await asked('/me', { key })).toEqual([401, 'invalid_api_key']);
  });

  test('the plan before the rate limit, which it does not use up', async () => {
    const plan = { name: 'Free', hasAPI: false, hasWebhooks: false };
    const { key } = await server.world({ plan, rateLimit: 1 });
    for (let time = 0; time < 3; time += 1) {
      const response = await server.call('/contacts', { key });
      expect(await codeOf(response.clone())).toEqual([403, 'API_FEATURE_DISABLED']);
      expect(response.headers.get('x-ratelimit-remaining')).toBe('1');
      expect(response.headers.get('x-api-quota-used')).toBe('0');
    }
  });

  test('webhooks need a plan with webhooks', async () => {
    const { key } = await server.world({ plan: { name: 'Starter', hasAPI: true, hasWebhooks: false } });
    expect(await asked('/webhooks', { key })).toEqual([403, 'API_FEATURE_DISABLED']);
    expect((await server.call('/contacts', { key })).status).toBe(200);
  });

  test('the rate limit before the scope, which uses it up', async () => {
    const { key } = await server.world({ rateLimit: 1, key: { scopes: [] } });
    expect(await asked('/contacts', { key })).toEqual([403, 'insufficient_scope']);
    expect(await asked('/contacts', { key })).toEqual([429, 'rate_limit_exceeded']);
  });

  test('the scope before the media type', async () => {
    const { key } = await server.world({ key: { scopes: ['contacts:read'] } });
    const text = { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } };
    expect(await asked('/contacts', { key, ...text })).toEqual([403, 'insufficient_scope']);
    expect(await asked('/contacts', { key: world.key, ...text })).toEqual([415, 'unsupported_media_type']);
  });

  test('the size before the contract', async () => {
    const json = { phoneNumber: 'x'.repeat(102_400) };
    expect(await asked('/contacts', { key: world.key, method: 'POST', json })).toEqual([
      413,
      'payload_too_large',
    ]);
  });

  test('the contract before the quota; an identifier that cannot be one is like an absent one', async () => {
    const { key } = await server.world({ monthlyQuota: 0 });
    expect(await asked('/contacts?limit=0', { key })).toEqual([400, 'validation_error']);
    expect(await asked('/contacts/a%20b', { key })).toEqual([404, 'not_found']);
    expect(await asked('/contacts/absent', { key })).toEqual([402, 'quota_exceeded']);
  });
});

describe('bodies', () => {
  const post = (body: string | undefined, type = 'application/json') =>
    asked('/contacts', {
      key: world.key,
      method: 'POST',
      ...(body !== undefined && { body }),
      headers: { 'content-type': type },
    });

  test.each([
    ['no JSON', '{"phoneNumber":'],
    ['nothing', undefined],
    ['not an object', '[]'],
    ['an unknown property', '{"phoneNumber":"+5511999990000","x":1}'],
    ['a property of the prototype', '{"phoneNumber":"+5511999990000","__proto__":1}'],
    ['NUL', '{"phoneNumber":"+5511999990000","name":"a\\u0000b"}'],
    ['half of a surrogate pair', '{"phoneNumber":"+5511999990000","name":"a\\ud800b"}'],
    ['digits that are not ASCII', '{"phoneNumber":"+٥٥١١٩٩٩٩٩"}'],
  ])('%s is refused with 400', async (_name, body) => {
    expect(await post(body)).toEqual([400, 'validation_error']);
  });

  test.each([
    [
      '/conversations/cnv_x/messages',
      { content: 'x', type: 'IMAGE', mediaUrl: 'https://[' },
      {
        path: '/body/mediaUrl',
        message: expect.stringMatching(/^deve ser um endereço completo, como https:/),
      },
    ],
    [
      '/webhooks/whk_x/redeliver-failed',
      { since: '2026-02-30T10:00:00.000Z' },
      { path: '/body/since', message: expect.stringMatching(/^deve ser data e hora em RFC 3339, como /) },
    ],
  ])('what a pattern takes for an address or an instant, and is none: %s', async (path, json, detail) => {
    const response = await server.call(path, { key: world.key, method: 'POST', json });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'validation_error', details: [detail] });
  });

  test('bytes that are not UTF-8 are refused', async () => {
    const body = Buffer.from('{"phoneNumber":"+5511999990000","name":"\xff"}', 'latin1');
    const headers = { 'content-type': 'application/json' };
    expect(await asked('/contacts', { key: world.key, method: 'POST', body, headers })).toEqual([
      400,
      'validation_error',
    ]);
  });

  test('JSON under another charset or encoding is refused with 415', async () => {
    expect(await post('{}', 'application/json; charset=latin1')).toEqual([415, 'unsupported_media_type']);
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const gzip = { key: world.key, method: 'POST', body: 'x', headers };
    expect(await asked('/contacts', gzip)).toEqual([415, 'unsupported_media_type']);
  });

  test('the details name the place and say what is wrong, in Portuguese', async () => {
    const response = await server.call('/contacts?limit=1000&page=x', { key: world.key });
    expect(await response.json()).toMatchObject({
      details: [
        { path: '/query/page', message: 'deve ser um número inteiro' },
        { path: '/query/limit', message: 'deve ser no máximo 100' },
      ],
    });
  });
});

describe('a query', () => {
  test.each(['page=1e3', 'page=0x1', 'page=+5', 'limit=%205', 'limit=5.0', 'page=-'])(
    'has its whole numbers in digits: not %s',
    async (query) => {
      const response = await server.call(`/contacts?${query}`, { key: world.key });
      expect(response.status).toBe(400);
      const path = `/query/${query.split('=')[0]}`;
      expect(await response.json()).toMatchObject({
        details: [{ path, message: 'deve ser um número inteiro' }],
      });
    },
  );

  test.each(['search[]=a', 'search%5B%5D=a', 'page[x]=1', 'nothing=1', '__proto__[x]=1'])(
    'may have parameters that nobody knows: %s',
    async (query) => {
      expect((await server.call(`/contacts?${query}`, { key: world.key })).status).toBe(200);
    },
  );
});

test('what is wrong is said as the examples of the contract say it', async () => {
  const refused = publicDocument.components?.responses?.['ValidationFailed'] as
    | OpenAPIV3_1.ResponseObject
    | undefined;
  const examples = (refused?.content?.['application/json']?.examples ?? {}) as Record<
    string,
    { value: unknown }
  >;
  const json = { phoneNumber: '11 98765-4321' };
  const body = await server.call('/contacts', { key: world.key, method: 'POST', json });
  expect(await body.json()).toEqual(examples['invalidBody']?.value);
  const query = await server.call('/contacts?limit=101', { key: world.key });
  expect(await query.json()).toEqual(examples['invalidQuery']?.value);
});

test('an identifier that is no UTF-8 is one that belongs to nothing', async () => {
  expect(await asked('/contacts/%ZZ', { key: world.key })).toEqual([404, 'not_found']);
  const [malformed, absent] = await Promise.all(
    ['%ZZ', 'ctt_0000000000000000'].map((id) => server.call(`/contacts/${id}`, { key: world.key })),
  );
  expect(await malformed?.text()).toBe(await absent?.text());
});

describe('no spelling of a target reaches a handler without a key', () => {
  const targets = [
    '/api/V1/contacts',
    '/API/v1/contacts',
    '//api/v1/contacts',
    '/api//v1/contacts',
    '/api/v1/contacts/',
    '/api/v1/%63ontacts',
    '/api/v1/contacts%2f',
    '/api/v1/./contacts',
    '/api/v1/%2e/contacts',
    '/api/v1/x/../contacts',
    '/api/v1/contacts;a=b',
    '/api/v1/contacts#x',
    '/api%2fv1/contacts',
    String.raw`/api/v1\contacts`,
    '/console/../api/v1/contacts',
    '*',
    'http://localhost/api/v1/contacts',
    'HTTP://LOCALHOST/api/v1/contacts?page=1',
    'http://localhost?page=1',
  ];
  test.each(targets)('%s', async (target) => {
    const reply = await rawRequest(
      server.running.port,
      `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 (400|401|404) /);
    expect(reply).toContain('{"success":false,');
  });

  test('an absolute target is served like its path', async () => {
    const head = `GET http://localhost/api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${world.key}\r\n`;
    expect(await rawRequest(server.running.port, `${head}Connection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });

  test.each([
    ['/api/v1/me', 'rebound.example'],
    ['/api/v1/me', 'localhost.rebound.example:4000'],
    ['/api/v1/me', 'localhost@rebound.example'],
    ['/api/v1/nothing', 'rebound.example'],
    ['/console/v1/worlds', 'rebound.example'],
    ['http://rebound.example/api/v1/me', 'localhost'],
  ])('%s under the name %s is for another server', async (target, host) => {
    const head = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${world.key}\r\n`;
    const reply = await rawRequest(server.running.port, `${head}Connection: close\r\n\r\n`);
    expect(reply).toMatch(/^HTTP\/1\.1 421 [^]*"code":"misdirected_request"/);
  });

  test.each([
    'localhost',
    'LocalHost:1',
    'docs.localhost:4000',
    'localhost.',
    '127.0.0.1',
    '127.8.9.1:80',
    '[::1]:4000',
  ])('the name %s is of this machine', async (host) => {
    const head = `GET /api/v1/me HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${world.key}\r\n`;
    const reply = await rawRequest(server.running.port, `${head}Connection: close\r\n\r\n`);
    expect(reply).toMatch(/^HTTP\/1\.1 200 /);
  });

  test.each([
    ['two hosts', 'GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nHost: localhost', '/headers/host'],
    ['no host', 'GET /api/v1/me HTTP/1.1', '/headers/host'],
    ['a tunnel', 'CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443', '/headers'],
  ])('%s is a 400 that says where', async (_what, head, path) => {
    const reply = await rawRequest(
      server.running.port,
      `${head}\r\nAuthorization: Bearer ${world.key}\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(reply.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      success: false,
      code: 'validation_error',
      details: [{ path, message: expect.any(String) as string }],
    });
  });

  const posting = (body: string, length: number) =>
    `POST /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${world.key}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;

  test('garbage behind a POST does not take the place of its reply', async () => {
    const body = '{"phoneNumber":"+5511933334444"}';
    const reply = await rawRequest(
      server.running.port,
      `${posting(body, body.length)}garbage\r\n\r\n`,
      3_000,
    );
    const statuses = [...reply.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
    expect(statuses).toEqual(['201', '400']);
  });

  test('a client that is still sending gets its 413 whole', async () => {
    const reply = await rawRequest(server.running.port, posting('a'.repeat(5_000_000), 5_000_000), 3_000);
    expect(reply).toMatch(/^HTTP\/1\.1 413 [^]*"code":"payload_too_large"/);
  });

  test('what is not HTTP is answered in the envelope', async () => {
    const reply = await rawRequest(server.running.port, 'nonsense\r\n\r\n');
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(reply).toContain('"code":"validation_error"');
  });
});

describe('minute and month are counted', () => {
  const told = (text: string) => rawRequest(server.running.port, text, 500);
  const body = '{"phoneNumber":"+5511912340000"}';
  const head = (key: string, more = '') =>
    [
      'POST /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json',
      `Authorization: Bearer ${key}\r\nContent-Length: ${body.length}\r\n${more}\r\n`,
    ].join('\r\n');
  const counting = () => {
    const { counters } = server.running.stores;
    return { together: vi.spyOn(counters, 'count'), minutes: vi.spyOn(counters.rate, 'take') };
  };
  afterEach(() => vi.restoreAllMocks());

  test('together, of a request that has come whole', async () => {
    const { together } = counting();
    expect(await told(head(world.key) + body)).toMatch(/^HTTP\/1.1 201 /);
    expect(together).toHaveBeenCalledTimes(1);
  });

  test('one after the other, where more is to come, or a reply may have been given before', async () => {
    const { together, minutes } = counting();
    expect(await told(`${head(world.key)}{`)).toBe('');
    expect(await told(head(world.key, 'Idempotency-Key: twice\r\n') + body)).toMatch(/^HTTP\/1.1 409 /);
    expect(together).not.toHaveBeenCalled();
    expect(minutes).toHaveBeenCalledTimes(2);
  });

  test('one after the other, where it is large, or of a key that was over its limit: nothing is validated for that one', async () => {
    const { together, minutes } = counting();
    const { key } = await server.world({ key: { rateLimit: 1 } });
    const large = body + ' '.repeat(5_000);
    const asking = head(key).replace(`Content-Length: ${body.length}`, `Content-Length: ${large.length}`);
    expect(await told(asking + large)).toMatch(/^HTTP\/1.1 201 /);
    expect(together).not.toHaveBeenCalled();
    expect(await told(head(key) + body)).toMatch(/^HTTP\/1.1 429 /);
    expect(together).toHaveBeenCalledTimes(1);
    expect(await told(head(key) + body)).toMatch(/^HTTP\/1.1 429 /);
    expect(together).toHaveBeenCalledTimes(1);
    expect(minutes).toHaveBeenCalledTimes(3);
    server.clock.advance(60_000);
    expect(await told(head(key) + body)).toMatch(/^HTTP\/1.1 409 /);
    expect(together).toHaveBeenCalledTimes(2);
  });

  test('in the same order of judgement: over the limit before what is wrong with it, and that without the month', async () => {
    const { key } = await server.world({ key: { rateLimit: 1 } });
    const wrong = `${head(key)}{${body.slice(1).replaceAll('"', "'")}`;
    expect(await told(wrong)).toMatch(/^HTTP\/1.1 400 [^]*\r\nX-Api-Quota-Used: 0\r\n/);
    expect(await told(wrong)).toMatch(/^HTTP\/1.1 429 /);
  });
});

test('absent and foreign identifiers are answered byte for byte alike', async () => {
  const other = await server.world();
  const created = await server.call('/contacts', {
    key: other.key,
    method: 'POST',
    json: { phoneNumber: '+5511911112222' },
  });
  const { data } = (await created.json()) as { data: { id: string } };
  const foreign = await server.call(`/contacts/${data.id}`, { key: world.key });
  const absent = await server.call('/contacts/ctt_0000000000000000', { key: world.key });
  expect(foreign.status).toBe(404);
  expect(await foreign.text()).toBe(await absent.text());
});

test('a store of keys out of reach is 503, never 401', async () => {
  const broken = await testServer();
  const { key } = await broken.world();
  await broken.running.stores.database.close();
  const response = await broken.call('/me', { key });
  expect(await codeOf(response.clone())).toEqual([503, 'service_unavailable']);
  expect(response.headers.get('retry-after')).toBe('1');
  await broken.running.close().catch(() => {});
});

test('none of these replies deviated from the contract', () => {
  expect(server.deviations).toEqual([]);
});
