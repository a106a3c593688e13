import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';

export const redisUrl = process.env['ATTENY_TEST_REDIS'] ?? 'redis://127.0.0.1:6379';

/** A prefix of its own for the keys of one test. */
export const ownPrefix = () => `atteny-test:${randomBytes(6).toString('hex')}:`;

/** Whether there is a Redis to test with; CI fails without one. */
export const hasRedis = await reachable();

async function reachable(): Promise<boolean> {
  const client = createClient({
    url: redisUrl,
    socket: { connectTimeout: 10_000, reconnectStrategy: false },
  });
  client.on('error', () => {});
  try {
    await client.connect();
    client.destroy();
    return true;
  } catch (cause) {
    const reason = `No Redis at ${redisUrl} (ATTENY_TEST_REDIS)`;
    if (process.env['CI'] === 'true') throw new Error(`${reason}: CI needs one.`, { cause });
    console.warn(`${reason}: its tests are skipped.`);
    return false;
  }
}
