import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOwnPostgres, dialects } from '../testing/databases.ts';
import { hasRedis, ownPrefix, redisUrl } from '../testing/redis.ts';
import { openPostgres } from '../db/postgres/postgres.ts';
import { embeddedCounters } from './embedded.ts';
import type { Counters } from './counters.ts';
import { redisRate } from './redis.ts';
import { sharedCounters } from './postgres.ts';

interface Opened {
  counters: Counters;
  /** The counters of another process over the same stores. */
  others: Counters;
  close(): Promise<void>;
}

async function overPostgres(withRedis: boolean): Promise<Opened> {
  const own = await createOwnPostgres();
  await (await openPostgres(own.url)).close();
  const prefix = ownPrefix();
  const open = async () =>
    sharedCounters(own.url, withRedis ? { rate: await redisRate(redisUrl, { prefix }) } : {});
  const [counters, others] = [await open(), await open()];
  return {
    counters,
    others,
    async close() {
      await counters.close();
      await others.close();
      await own.drop();
    },
  };
}

const kinds: [string, () => Promise<Opened>][] = [
  [
    'in the process',
    async () => {
      const counters = embeddedCounters(':memory:');
      return { counters, others: counters, close: () => counters.close() };
    },
  ],
];
if (dialects.includes('postgres')) kinds.push(['in PostgreSQL', () => overPostgres(false)]);
if (dialects.includes('postgres') && hasRedis) {
  kinds.push(['in Redis and PostgreSQL', () => overPostgres(true)]);
}

describe.each(kinds)('counters %s', (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const both = () => [opened.counters, opened.others] as const;
  const many = <T>(count: number, once: (counters: Counters) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => once(both()[index % 2] as Counters)));

  test('of many requests at once, exactly the limit of a minute passes', async () => {
    const taken = await many(60, ({ rate }) => rate.take('key_a', 10, 25));
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(25);
    expect(await opened.counters.rate.read('key_a', 10)).toBe(25);
  });

  test('the next minute and another key start anew; reading takes nothing', async () => {
    await opened.counters.rate.take('key_b', 10, 1);
    expect(await opened.counters.rate.read('key_b', 11)).toBe(0);
    expect(await opened.counters.rate.take('key_b', 11, 1)).toEqual({ used: 1, allowed: true });
    expect(await opened.counters.rate.take('key_b', 11, 1)).toEqual({ used: 1, allowed: false });
    expect(await opened.others.rate.take('key_c', 11, 1)).toEqual({ used: 1, allowed: true });
  });

  test('a limit that was lowered lets nothing more pass, one that was raised does', async () => {
    for (let time = 0; time < 3; time += 1) await opened.counters.rate.take('key_d', 10, 5);
    expect(await opened.counters.rate.take('key_d', 10, 2)).toEqual({ used: 3, allowed: false });
    expect(await opened.counters.rate.take('key_d', 10, 4)).toEqual({ used: 4, allowed: true });
  });

  test('of many charges at once, exactly the quota passes', async () => {
    const charged = await many(80, ({ quota }) => quota.charge('org_a', '2026-03', 30));
    expect(charged.filter(({ allowed }) => allowed)).toHaveLength(30);
    expect(await opened.counters.quota.read('org_a', '2026-03')).toBe(30);
    expect(await opened.counters.quota.charge('org_a', '2026-04', 30)).toEqual({ used: 1, allowed: true });
  });

  test('minute and month at once: what the minute refuses is not charged, and neither gives one too many', async () => {
    const once = (minute: number, limit: number) => (counters: Counters) =>
      counters.count(
        { keyId: 'key_e', minute, limit },
        { organizationId: 'org_e', month: '2026-03', limit: 30 },
      );
    const first = await many(40, once(10, 25));
    expect(first.filter(({ minute }) => minute.allowed)).toHaveLength(25);
    expect(first.filter(({ month }) => month?.allowed)).toHaveLength(25);
    expect(await opened.counters.quota.read('org_e', '2026-03')).toBe(25);
    const second = await many(20, once(11, 15));
    expect(second.filter(({ minute }) => minute.allowed)).toHaveLength(15);
    expect(second.filter(({ month }) => month?.allowed)).toHaveLength(5);
    const charged = [...first, ...second].flatMap(({ month }) => (month?.allowed ? [month.used] : []));
    expect(charged.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test('no quota at all lets nothing pass, an unlimited one everything', async () => {
    expect(await opened.counters.quota.charge('org_b', '2026-03', 0)).toEqual({ used: 0, allowed: false });
    const charged = await many(50, ({ quota }) => quota.charge('org_b', '2026-03', null));
    expect(charged.every(({ allowed }) => allowed)).toBe(true);
    expect(Math.max(...charged.map(({ used }) => used))).toBe(50);
  });

  test('an organization that is forgotten has used nothing', async () => {
    await opened.counters.quota.charge('org_c', '2026-03', null);
    await opened.counters.quota.forget('org_c');
    expect(await opened.others.quota.read('org_c', '2026-03')).toBe(0);
  });
});

describe('what is charged', () => {
  test('is shown by the headers exactly, from the first to the refused', async () => {
    const { testServer } = await import('../testing/test-server.ts');
    const server = await testServer();
    const { key } = await server.world({ rateLimit: 4, monthlyQuota: 2 });
    const seen = [];
    for (const path of ['/contacts', '/contacts?limit=0', '/contacts', '/contacts', '/contacts']) {
      const { status, headers } = await server.call(path, { key });
      const rate = ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
      const quota = ['limit', 'used', 'remaining', 'reset'].map((name) => headers.get(`x-api-quota-${name}`));
      seen.push([status, rate.join(' '), quota.join(' '), headers.get('retry-after')]);
    }
    const minute = Date.parse('2026-03-16T14:06:00Z') / 1000;
    const month = Date.parse('2026-04-01T00:00:00Z') / 1000;
    expect(seen).toEqual([
      [200, `4 3 ${minute}`, `2 1 1 ${month}`, null],
      [400, `4 2 ${minute}`, `2 1 1 ${month}`, null],
      [200, `4 1 ${minute}`, `2 2 0 ${month}`, null],
      [402, `4 0 ${minute}`, `2 2 0 ${month}`, null],
      [429, `4 0 ${minute}`, `2 2 0 ${month}`, '30'],
    ]);
    server.clock.advance(30_000);
    expect((await server.call('/contacts', { key })).status).toBe(402);
    server.clock.advance(16 * 86_400_000);
    const next = await server.call('/contacts', { key });
    expect([next.status, next.headers.get('x-api-quota-used')]).toEqual([200, '1']);
    expect(server.deviations).toEqual([]);
    await server.close();
  });
});
