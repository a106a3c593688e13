import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createOwnPostgres, dialects } from '../testing/databases.ts';
import { type TcpProxy, openTcpProxy } from '../testing/tcp-proxy.ts';
import { hasRedis, redisUrl } from '../testing/redis.ts';
import { redisRate } from './redis.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';

const mendedWithin = 10_000;
const possible = hasRedis && dialects.includes('postgres');

let server: TestServer;
let own: Awaited<ReturnType<typeof createOwnPostgres>>;
let proxy: TcpProxy;
beforeAll(async () => {
  if (!possible) return;
  own = await createOwnPostgres();
  proxy = await openTcpProxy(redisUrl);
  const storage = { kind: 'postgres' as const, url: own.url };
  server = await testServer({ storage, redisUrl: proxy.url });
});
afterAll(async () => {
  if (!possible) return;
  await server.close();
  await own.drop();
  await proxy.close();
});

test.skipIf(!possible)('a Redis that is silent, then gone, is 503 and nothing is done', async () => {
  const { key } = await server.world();
  expect((await server.call('/contacts', { key })).status).toBe(200);
  for (const fail of [async () => proxy.silence(), () => proxy.refuse()]) {
    await fail();
    const response = await server.call('/contacts', {
      key,
      method: 'POST',
      json: { phoneNumber: '+5511900001111' },
    });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await response.json()).toMatchObject({ code: 'service_unavailable' });
  }
  expect((await fetch(`${server.origin}/readyz`)).status).toBe(503);
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
});

test.skipIf(!hasRedis)('a Redis that takes nothing is not ready, though it answers', async () => {
  const admin = createClient({ url: redisUrl });
  await admin.connect();
  const name = `reader-${randomUUID()}`;
  await admin.sendCommand(['ACL', 'SETUSER', name, 'on', '>secret', '~*', '+@all', '-@write']);
  const url = new URL(redisUrl);
  url.username = name;
  url.password = 'secret';
  const rate = await redisRate(url.href);
  onTestFinished(async () => {
    await rate.close();
    await admin.sendCommand(['ACL', 'DELUSER', name]);
    await admin.close();
  });
  await expect(rate.ping()).rejects.toThrow('NOPERM');
});

test.skipIf(!possible)('a Redis that fell silent is found again when the way to it is mended', async () => {
  await proxy.mend();
  const { key } = await server.world();
  const status = async () => (await server.call('/contacts', { key })).status;
  await expect.poll(status, { timeout: mendedWithin }).toBe(200);
  proxy.silence();
  expect(await status()).toBe(503);
  await proxy.mend();
  await expect.poll(status, { timeout: mendedWithin }).toBe(200);
});
