import { consoleLimits } from '@atteny/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from './testing/test-server.ts';

const token = 'a-console-token-for-tests-0123456789';
let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

interface Envelope<T> {
  code: string;
  data: T;
  meta: { total: number };
}

async function ask<T>(method: string, path: string, json?: unknown, authorization = `Bearer ${token}`) {
  const response = await fetch(`${server.origin}/console/v1${path}`, {
    method,
    headers: { authorization, ...(json !== undefined && { 'content-type': 'application/json' }) },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as Envelope<T> };
}

const plan = { name: 'Business', hasAPI: true, hasWebhooks: true, monthlyQuota: 10 };
interface Organization {
  id: string;
  slug: string;
  plan: object;
}
interface Key {
  id: string;
  key: string;
  status: string;
}

async function organizationWithKey(more: object = {}) {
  const organization = await ask<Organization>('POST', '/organizations', {
    name: 'Açaí do Zé',
    plan: { ...plan, ...more },
  });
  const id = organization.body.data.id;
  const key = await ask<Key>('POST', `/organizations/${id}/keys`, {
    name: 'Loja',
    scopes: ['contacts:read'],
  });
  return { organization: organization.body.data, key: key.body.data };
}

describe('the token of the console', () => {
  test('is asked for, and has to be right', async () => {
    const without = await ask('GET', '/organizations', undefined, '');
    expect([without.status, without.body.code]).toEqual([401, 'unauthorized']);
    const wrong = await ask('GET', '/organizations', undefined, 'Bearer wrong');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_console_token']);
  });

  test('who guesses at it is slowed down, until the minute is over', async () => {
    const guarded = await testServer();
    const asked = (given: string) =>
      fetch(`${guarded.origin}/console/v1/organizations`, { headers: { authorization: `Bearer ${given}` } });
    const statuses = async (tokens: readonly string[]) =>
      (await Promise.all(tokens.map(asked))).map(({ status }) => status);
    // The same one again is no guess.
    expect(new Set(await statuses(Array.from({ length: 30 }, () => 'out-of-date')))).toEqual(new Set([401]));
    expect((await asked(token)).status).toBe(200);
    const { distinct } = consoleLimits.wrongTokens;
    const guesses = Array.from({ length: distinct - 1 }, (_, each) => `guess-${each}`);
    expect(new Set(await statuses(guesses))).toEqual(new Set([401]));

    const refused = await asked('one-more');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toMatchObject({ success: false, code: 'rate_limit_exceeded' });
    expect(await statuses([token, 'out-of-date'])).toEqual([429, 401]);
    // What has nothing to do with it goes on.
    const { key } = await guarded.world();
    expect((await guarded.call('/me', { key })).status).toBe(200);

    guarded.clock.advance(30_000);
    expect((await asked(token)).status).toBe(200);
    expect(guarded.deviations).toEqual([]);
    await guarded.close();
  });

  test('a key of an organization is no token', async () => {
    const { key } = await organizationWithKey();
    const { status } = await ask('GET', '/organizations', undefined, `Bearer ${key.key}`);
    expect(status).toBe(401);
  });

  test('an unknown path is answered in the console’s words', async () => {
    const { status, body } = await ask('GET', '/nothing');
    expect([status, body.code]).toEqual([404, 'not_found']);
  });
});

describe('organizations', () => {
  test('a short name is made of the name, and made unique', async () => {
    const first = await ask<Organization>('POST', '/organizations', { name: 'Pães & Cia.', plan });
    const second = await ask<Organization>('POST', '/organizations', { name: 'Pães & Cia.', plan });
    expect(first.body.data.slug).toBe('paes-cia');
    expect(second.body.data.slug).toMatch(/^paes-cia-[a-z0-9]{6}$/);
    const third = await ask('POST', '/organizations', { name: 'X', slug: 'paes-cia', plan });
    expect([third.status, third.body.code]).toEqual([409, 'slug_taken']);
  });

  test('what is not sent stays as it is', async () => {
    const { organization } = await organizationWithKey();
    const changed = await ask<Organization>('PATCH', `/organizations/${organization.id}`, {
      plan: { monthlyQuota: null },
    });
    expect(changed.body.data.plan).toEqual({ ...plan, monthlyQuota: null, requestsPerMinute: 120 });
    const seen = await ask<Organization>('GET', `/organizations/${organization.id}`);
    expect(seen.body.data).toEqual(changed.body.data);
  });

  test('the newest comes first, the demo organization is among them', async () => {
    const { organization } = await organizationWithKey();
    const { body } = await ask<Organization[]>('GET', '/organizations?limit=100');
    expect(body.data[0]?.id === organization.id || body.data.length > 1).toBe(true);
    expect(body.data.map(({ slug }) => slug)).toContain('padaria-estrela-do-sul');
    expect(body.meta.total).toBe(body.data.length);
  });

  test.each(['GET', 'PATCH'])('%s of an absent one is 404', async (method) => {
    const { status } = await ask(
      method,
      '/organizations/org_none',
      method === 'PATCH' ? { name: 'X' } : undefined,
    );
    expect(status).toBe(404);
  });
});

describe('keys', () => {
  test('a new key works at once, and is shown whole only once', async () => {
    const { organization, key } = await organizationWithKey();
    expect((await server.call('/contacts', { key: key.key })).status).toBe(200);
    const listed = await ask<Key[]>('GET', `/organizations/${organization.id}/keys`);
    expect(JSON.stringify(listed.body)).not.toContain(key.key);
    expect(listed.body.data).toMatchObject([{ id: key.id, status: 'ACTIVE' }]);
  });

  test('a revoked key is refused at once, and stays in the list', async () => {
    const { organization, key } = await organizationWithKey();
    expect((await server.call('/contacts', { key: key.key })).status).toBe(200);
    const revoked = await ask<Key>('DELETE', `/organizations/${organization.id}/keys/${key.id}`);
    expect(revoked.body.data.status).toBe('REVOKED');
    expect((await server.call('/contacts', { key: key.key })).status).toBe(401);
    const again = await ask<Key>('DELETE', `/organizations/${organization.id}/keys/${key.id}`);
    expect(again.body).toEqual(revoked.body);
  });

  test('a change of the plan is in force at once', async () => {
    const { organization, key } = await organizationWithKey();
    expect((await server.call('/contacts', { key: key.key })).status).toBe(200);
    await ask('PATCH', `/organizations/${organization.id}`, { plan: { hasAPI: false } });
    expect((await server.call('/contacts', { key: key.key })).status).toBe(403);
  });

  test('another organization’s key is 404', async () => {
    const [one, two] = [await organizationWithKey(), await organizationWithKey()];
    const path = `/organizations/${one.organization.id}/keys/${two.key.id}`;
    expect((await ask('DELETE', path)).status).toBe(404);
    expect((await ask('PATCH', path, { name: 'X' })).status).toBe(404);
    expect((await server.call('/contacts', { key: two.key.key })).status).toBe(200);
  });

  test('an expiry in the past is refused', async () => {
    const { organization } = await organizationWithKey();
    const wanted = { name: 'X', scopes: ['contacts:read'], expiresAt: '2020-01-01T00:00:00.000Z' };
    const { status, body } = await ask('POST', `/organizations/${organization.id}/keys`, wanted);
    expect([status, body.code]).toEqual([400, 'validation_error']);
  });

  test('a hundred active keys are the most', async () => {
    const { organization } = await organizationWithKey();
    const wanted = { name: 'X', scopes: ['contacts:read'] };
    const path = `/organizations/${organization.id}/keys`;
    const made = await Promise.all(Array.from({ length: 100 }, () => ask('POST', path, wanted)));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(99);
    const last = await ask('POST', path, wanted);
    expect([last.status, last.body.code]).toEqual([409, 'key_limit_reached']);
  });
});

test('usage shows what the headers show', async () => {
  const { organization, key } = await organizationWithKey({ requestsPerMinute: 5 });
  const response = await server.call('/contacts', { key: key.key });
  const { body } = await ask<object>('GET', `/organizations/${organization.id}/usage`);
  expect(body.data).toMatchObject({
    at: '2026-03-16T14:05:30.000Z',
    minute: {
      startsAt: '2026-03-16T14:05:00.000Z',
      resetsAt: '2026-03-16T14:06:00.000Z',
      keys: [
        {
          keyId: key.id,
          limit: 5,
          used: 1,
          remaining: Number(response.headers.get('x-ratelimit-remaining')),
        },
      ],
    },
    month: {
      startsAt: '2026-03-01T00:00:00.000Z',
      resetsAt: '2026-04-01T00:00:00.000Z',
      quota: 10,
      used: 1,
      remaining: Number(response.headers.get('x-api-quota-remaining')),
    },
  });
});

test('none of these replies deviated from the contract', () => {
  expect(server.deviations).toEqual([]);
});
