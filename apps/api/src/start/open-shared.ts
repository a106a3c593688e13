import type { Database } from '../db/database.ts';
import { openPostgres } from '../db/postgres.ts';
import type { Counters } from '../limits/counters.ts';
import { redisRate } from '../limits/redis.ts';
import { sharedCounters } from '../limits/postgres.ts';

/** Opens PostgreSQL, and Redis if it is named. @throws what they say; then nothing stays open. */
export async function openShared(
  url: string,
  redisUrl: string | null,
  onError: (error: Error) => void,
): Promise<{ database: Database; counters: Counters }> {
  const database = await openPostgres(url, { onError });
  try {
    const rate = redisUrl === null ? undefined : await redisRate(redisUrl, { onError });
    return { database, counters: sharedCounters(url, { onError, ...(rate && { rate }) }) };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}
