import { describe, expect, test } from 'vitest';
import { key, testMock } from './mock.fixture.ts';

const valid = { phoneNumber: '+5511987654321' };

/** Status and code of a reply that must be in the envelope. */
async function outcome(...call: Parameters<Awaited<ReturnType<typeof testMock>>['call']>) {
  const mock = await testMock();
  const { status, body, headers } = await mock.call(...call);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(headers.get('x-request-id')).toBe('req_1');
  expect(body).toMatchObject({ success: status < 400 });
  expect(mock.problems).toEqual([]);
  return [status, ...(status >= 400 ? [body['code']] : [])];
}

describe('the first failure answers', () => {
  test('an unknown path, whatever else is wrong', async () => {
    expect(await outcome('PUT', '/nothing', { key: null, body: '{' })).toEqual([404, 'not_found']);
  });

  test('a method that the path does not have, before the key is asked for', async () => {
    expect(await outcome('PUT', '/contacts', { key: null, body: '{' })).toEqual([405, 'method_not_allowed']);
  });

  test('no key, before the body is looked at', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(await outcome('POST', '/contacts', { key: null, headers, body: '{' })).toEqual([
      401,
      'unauthorized',
    ]);
  });

  test('what is not the form of a key', async () => {
    expect(await outcome('GET', '/me', { key: 'sk_live_short' })).toEqual([401, 'invalid_api_key']);
    expect(await outcome('GET', '/me', { key: null, headers: { authorization: `Basic ${key}` } })).toEqual([
      401,
      'unauthorized',
    ]);
  });

  test('a media type that is not JSON, before its size', async () => {
    const headers = { 'content-type': 'text/plain' };
    const body = 'x'.repeat(200_000);
    expect(await outcome('POST', '/contacts', { headers, body })).toEqual([415, 'unsupported_media_type']);
  });

  test('a body over the limit, before its contents', async () => {
    expect(await outcome('POST', '/contacts', { body: '{'.repeat(102_401) })).toEqual([
      413,
      'payload_too_large',
    ]);
    expect(await outcome('POST', '/contacts', { body: '{'.repeat(102_400) })).toEqual([
      400,
      'validation_error',
    ]);
  });

  test('an id out of its pattern, before the body is compared', async () => {
    for (const id of ['a.b', 'a%2Fb', 'a%ZZ', '%00', 'é', 'x'.repeat(65)]) {
      expect(await outcome('PATCH', `/contacts/${id}`, { body: '{' })).toEqual([404, 'not_found']);
      expect(await outcome('GET', `/contacts/${id}`)).toEqual([404, 'not_found']);
    }
  });

  test('a body that is not JSON in UTF-8', async () => {
    expect(await outcome('POST', '/contacts', { body: '{"phoneNumber":' })).toEqual([
      400,
      'validation_error',
    ]);
  });

  test('what the contract does not allow, before a preference', async () => {
    const headers = { prefer: 'code=429' };
    expect(await outcome('POST', '/contacts', { headers, body: {} })).toEqual([400, 'validation_error']);
    expect(await outcome('POST', '/contacts', { headers, body: valid })).toEqual([
      429,
      'rate_limit_exceeded',
    ]);
  });
});

describe('what a request may do', () => {
  test('send no body where none is required', async () => {
    expect(await outcome('POST', '/webhooks/w/test')).toEqual([200]);
  });

  test('send a body where none is taken', async () => {
    expect(await outcome('DELETE', '/webhooks/w', { body: 'not JSON' })).toEqual([200]);
  });

  test('name a charset, write the media type in capitals', async () => {
    const headers = { 'content-type': 'Application/JSON; Charset="UTF-8"' };
    expect(await outcome('POST', '/contacts', { headers, body: valid })).toEqual([201]);
  });

  test('send query parameters that the contract does not know, even by its names in capitals', async () => {
    expect(
      await outcome('GET', '/contacts?LIMIT=0&more=1&__proto__=2&constructor=%25&limit=5&search=100%25'),
    ).toEqual([200]);
  });
});

test('a required body must be there', async () => {
  const mock = await testMock();
  const { body } = await mock.call('POST', '/contacts');
  expect(body['details']).toEqual([{ path: '/body', message: 'é obrigatório' }]);
});

test('a body that is no object is refused, also where none is required', async () => {
  const mock = await testMock();
  for (const body of ['null', 'false', '0', '""', '[]']) {
    for (const path of ['/webhooks/w/test', '/contacts']) {
      const { status, body: reply } = await mock.call('POST', path, { body });
      expect([status, reply['details']]).toEqual([400, [{ path: '/body', message: 'deve ser um objeto' }]]);
    }
  }
});

test('the words of a refusal are those of the contract', async () => {
  const mock = await testMock();
  const { body } = await mock.call('POST', '/contacts', { body: '{' });
  expect(body).toEqual({
    success: false,
    code: 'validation_error',
    error: 'O corpo enviado não é um JSON válido.',
  });
});
