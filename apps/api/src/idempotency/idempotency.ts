import { createHash } from 'node:crypto';
import { limits } from '@atteny/contract';
import { sql } from 'kysely';
import { executeWithNext } from '../db/transaction.ts';
import { hourMs } from '../clock.ts';
import type { OrganizationScope } from '../organizations/scope.ts';

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What an Idempotency-Key stands for: the same intent may come again, another one may not. */
export interface Intent {
  readonly key: string;
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Idempotency {
  /**
   * Does `work` once for an intent, in one transaction with the note of its reply; afterwards the reply is replayed.
   * What fails or is refused leaves no note.
   * @returns `conflict` when the key stood for something else.
   */
  once(
    scope: OrganizationScope,
    intent: Intent,
    work: (scope: OrganizationScope) => Promise<Reply>,
  ): Promise<'conflict' | { reply: Reply; replayed: boolean }>;
}

const keptMs = limits.idempotencyKeyHours * hourMs;

const notesBetweenSweeps = 64;
let notes = 0;

export const idempotency: Idempotency = {
  once: (scope, intent, work) =>
    scope.transaction(async (inside) => {
      await lockIdempotencyKey(inside, intent.key);
      const fingerprint = fingerprintOf(intent);
      const noted = await read(inside, intent.key);
      if (noted !== undefined) {
        if (noted.fingerprint !== fingerprint) return 'conflict';
        return { reply: { status: noted.status, body: JSON.parse(noted.body) as unknown }, replayed: true };
      }
      const reply = await work(inside);
      await note(inside, intent.key, fingerprint, reply);
      if ((notes += 1) % notesBetweenSweeps === 0) await sweep(inside);
      return { reply, replayed: false };
    }),
};

// The embedded database has one connection: transactions there wait for each other anyway.
async function lockIdempotencyKey(scope: OrganizationScope, key: string): Promise<void> {
  if (scope.dialect === 'sqlite') return;
  const lock = createHash('sha256').update(`${scope.organizationId} ${key}`).digest().readBigInt64BE();
  await executeWithNext(scope.db, sql`select pg_advisory_xact_lock(${lock})`);
}

function read(scope: OrganizationScope, key: string) {
  return scope.db
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'body'])
    .where('organization_id', '=', scope.organizationId)
    .where('idempotency_key', '=', key)
    .where('created_at', '>', scope.now() - keptMs)
    .executeTakeFirst();
}

async function note(scope: OrganizationScope, key: string, fingerprint: string, { status, body }: Reply) {
  const row = { fingerprint, status, body: JSON.stringify(body), created_at: scope.now() };
  const insert = scope.db
    .insertInto('idempotency')
    .values({ organization_id: scope.organizationId, idempotency_key: key, ...row })
    .onConflict((conflict) => conflict.columns(['organization_id', 'idempotency_key']).doUpdateSet(row));
  await executeWithNext(scope.db, insert);
}

// What is over is not looked at again; now and then it goes.
async function sweep(scope: OrganizationScope): Promise<void> {
  await scope.db
    .deleteFrom('idempotency')
    .where('organization_id', '=', scope.organizationId)
    .where('created_at', '<=', scope.now() - keptMs)
    .execute();
}

function fingerprintOf({ operation, params, body }: Intent): string {
  return createHash('sha256')
    .update(JSON.stringify([operation, params, ordered(body)]))
    .digest('hex');
}

// The order in which a client happens to write its properties is not part of what it means.
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, part]) => [name, ordered(part)]);
}
