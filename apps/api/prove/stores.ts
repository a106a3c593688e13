import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwnPostgres, dialects } from '../src/testing/databases.ts';
import { hasRedis, redisUrl } from '../src/testing/redis.ts';

/** Where the processes of a proof keep their data. */
export interface ProofStores {
  readonly name: string;
  /** How many processes may share them. */
  readonly processes: 1 | 2;
  readonly open: () => Promise<{ environment: Record<string, string>; drop: () => Promise<void> }>;
}

const embedded: ProofStores = {
  name: 'the embedded database',
  processes: 1,
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'atteny-proof-'));
    return {
      environment: { ATTENY_DATA_FOLDER: folder },
      drop: async () => rmSync(folder, { recursive: true }),
    };
  },
};

const shared = (name: string, more: Record<string, string>): ProofStores => ({
  name,
  processes: 2,
  async open() {
    const own = await createOwnPostgres();
    return { environment: { DATABASE_URL: own.url, ...more }, drop: () => own.drop() };
  },
});

/** The databases that this machine has. */
export const databases: readonly ProofStores[] = [
  embedded,
  ...(dialects.includes('postgres') ? [shared('PostgreSQL', {})] : []),
];

/** … and what may count beside them. */
export const allStores: readonly ProofStores[] = [
  ...databases,
  ...(dialects.includes('postgres') && hasRedis
    ? [shared('PostgreSQL and Redis', { REDIS_URL: redisUrl })]
    : []),
];
