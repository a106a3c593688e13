import { describe, expect, test } from 'vitest';
import { noon, testMock } from './mock.fixture.ts';

async function headersOf(prefer?: string, now = noon) {
  const mock = await testMock({ now: () => now });
  const { headers } = await mock.call('GET', '/contacts', { headers: prefer ? { prefer } : {} });
  return (name: string) => headers.get(name);
}

describe('limits and quota agree with each other and with the clock', () => {
  test('of a success', async () => {
    const header = await headersOf();
    expect(Number(header('x-ratelimit-remaining'))).toBe(Number(header('x-ratelimit-limit')) - 1);
    expect(header('x-ratelimit-reset')).toBe(String(Date.UTC(2026, 10, 22, 15, 5) / 1000));
    const [limit, used, remaining] = ['limit', 'used', 'remaining'].map((name) =>
      Number(header(`x-api-quota-${name}`)),
    );
    expect(used).toBeGreaterThan(0);
    expect(remaining).toBe(Number(limit) - Number(used));
    expect(header('x-api-quota-reset')).toBe(String(Date.UTC(2026, 11) / 1000));
    expect(header('retry-after')).toBeNull();
    expect(header('idempotency-replayed')).toBeNull();
  });

  test('of a limit that is reached', async () => {
    const header = await headersOf('code=429');
    expect([header('x-ratelimit-remaining'), header('retry-after')]).toEqual(['0', '55']);
  });

  test('of a quota that is used up', async () => {
    const header = await headersOf('code=402');
    expect(header('x-api-quota-used')).toBe(header('x-api-quota-limit'));
    expect(header('x-api-quota-remaining')).toBe('0');
  });

  test('on the first instant of a window and of a year', async () => {
    const header = await headersOf('code=429', Date.UTC(2027, 0));
    expect(header('x-ratelimit-reset')).toBe(String(Date.UTC(2027, 0, 1, 0, 1) / 1000));
    expect(header('retry-after')).toBe('60');
    expect(header('x-api-quota-reset')).toBe(String(Date.UTC(2027, 1) / 1000));
  });

  test('none before the credentials were judged', async () => {
    const mock = await testMock();
    for (const [method, path] of [
      ['GET', '/me'],
      ['GET', '/nothing'],
      ['PUT', '/me'],
    ] as const) {
      const { headers } = await mock.call(method, path, { key: null });
      expect([...headers.keys()].filter((name) => /ratelimit|quota/.test(name))).toEqual([]);
    }
  });
});

test('every reply has an id of its own', async () => {
  const mock = await testMock();
  const ids = new Set<string | null>();
  for (let each = 0; each < 5; each++) ids.add((await mock.call('GET', '/me')).headers.get('x-request-id'));
  expect(ids.size).toBe(5);
});

test('a method that is not there is told which are', async () => {
  const mock = await testMock();
  expect((await mock.call('DELETE', '/contacts')).headers.get('allow')).toBe('GET, POST');
  const head = await mock.call('HEAD', '/contacts');
  expect([head.status, head.text]).toEqual([405, '']);
});

describe('pages of this machine', () => {
  test('may read every header that the contract documents, of errors too', async () => {
    const mock = await testMock();
    const { headers } = await mock.call('GET', '/nothing', { headers: { origin: 'http://localhost:3000' } });
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(headers.get('vary')).toBe('Origin');
    const exposed = headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(
      expect.arrayContaining(['Allow', 'Retry-After', 'X-Request-Id', 'X-Api-Quota-Used']),
    );
  });

  test('may ask beforehand, without a key', async () => {
    const mock = await testMock();
    const { status, headers } = await mock.call('OPTIONS', '/contacts', {
      key: null,
      headers: {
        origin: 'http://127.0.0.1:5173',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization,content-type,prefer,sentry-trace',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toBe(
      'authorization,content-type,prefer,sentry-trace',
    );
    expect(headers.get('access-control-allow-methods')).toBe('PUT');
  });

  test('and those of other sites may not, unless they are named', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
    const closed = await testMock();
    const refused = await closed.call('OPTIONS', '/contacts', { headers });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    for (const origins of [['https://app.example'], ['*']]) {
      const open = await testMock({ allowedCallers: { hosts: [], origins } });
      const { status, headers: said } = await open.call('OPTIONS', '/contacts', { headers });
      expect([status, said.get('access-control-allow-origin')]).toEqual([204, origins[0]]);
    }
  });

  test('an OPTIONS that is no such question is a method like any other', async () => {
    const mock = await testMock();
    expect((await mock.call('OPTIONS', '/contacts')).status).toBe(405);
  });
});
