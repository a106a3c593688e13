import { timingSafeEqual } from 'node:crypto';
import { limits, type Scope } from '@atteny/contract';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { KeyIdentity } from '../organizations/identity.ts';
import { planOf } from '../organizations/store.ts';
import { isWellFormedKey, keyDigest } from './format.ts';
import type { Handlers } from '../operation-handler.ts';

/** Knows which keys are valid, and what they stand for. */
export interface KeyDirectory {
  /**
   * Null for a key that is malformed, unknown, revoked or expired.
   * Rejects when the store cannot be reached: that says nothing about the key.
   */
  find(key: string): Promise<KeyIdentity | null>;
  /** Forgets what was remembered, after a change made in this process. */
  forget(): void;
}

interface Remembered {
  readonly until: number;
  readonly identity: KeyIdentity | null;
}

// A revocation made by another process must be in force within the promised time.
const rememberMs = limits.keyRevocationSeconds * 500;
const rememberedKeys = 10_000;

export function createKeyDirectory(database: Database, clock: Clock): KeyDirectory {
  const remembered = new Map<string, Remembered>();
  let generation = 0;

  async function look(key: string): Promise<KeyIdentity | null> {
    const startedIn = generation;
    const until = clock.now() + rememberMs;
    const identity = await readIdentity(database, keyDigest(key));
    if (generation === startedIn) {
      if (remembered.size >= rememberedKeys) remembered.clear();
      remembered.set(key, { until, identity });
    }
    return identity;
  }

  return {
    async find(key) {
      const known = remembered.get(key);
      if (known === undefined && !isWellFormedKey(key)) return null;
      const identity = known !== undefined && known.until > clock.now() ? known.identity : await look(key);
      if (identity === null || identity.expiresAt === null) return identity;
      return identity.expiresAt > clock.now() + identity.organization.clockOffset ? identity : null;
    },
    forget() {
      generation += 1;
      remembered.clear();
    },
  };
}

async function readIdentity(database: Database, digest: string): Promise<KeyIdentity | null> {
  const row = await database.kysely
    .selectFrom('keys')
    .innerJoin('organizations', 'organizations.id', 'keys.organization_id')
    .select(['keys.id as keyId', 'keys.name as keyName', 'keys.prefix', 'keys.digest', 'keys.scopes'])
    .select(['keys.rate_limit as keyRate', 'keys.expires_at as expiresAt'])
    .select(['organizations.id', 'organizations.name', 'slug', 'plan_name', 'has_api', 'has_webhooks'])
    .select(['organizations.rate_limit as planRate', 'monthly_quota', 'clock_offset_ms'])
    .where('keys.digest', '=', digest)
    .where('keys.revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || !timingSafeEqual(Buffer.from(row.digest), Buffer.from(digest))) return null;
  return {
    keyId: row.keyId,
    name: row.keyName,
    prefix: row.prefix,
    scopes: JSON.parse(row.scopes) as Scope[],
    rateLimit: row.keyRate ?? row.planRate ?? limits.rate.requests,
    expiresAt: row.expiresAt,
    organization: {
      id: row.id,
      name: row.name,
      slug: row.slug,
      plan: planOf(row),
      monthlyQuota: row.monthly_quota,
      clockOffset: row.clock_offset_ms,
    },
  };
}

export const identityHandlers: Handlers<'getMe'> = {
  async getMe({ organization: { id, name, slug, plan }, key }) {
    return {
      status: 200,
      body: {
        success: true,
        data: {
          organization: { id, name, slug },
          plan,
          apiKey: { name: key.name, prefix: key.prefix, scopes: [...key.scopes] },
        },
      },
    };
  },
};
