import { consoleLimits, type Scope } from '@atteny/contract';
import type { components } from '@atteny/contract/console';
import { type Clock, instant, millisecondsOf } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { KeysTable } from '../db/tables.ts';
import type { ConsoleHandlers } from '../operation-handler.ts';
import { failure } from '../failures.ts';
import { worldScope } from '../organizations/scope.ts';
import type { KeyDirectory } from '../keys/directory.ts';
import { keyStore } from '../keys/store.ts';
import type { UsageRecorder } from '../usage/recorder.ts';

export interface KeyHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: KeyDirectory;
  readonly usage: Pick<UsageRecorder, 'flush'>;
}

type Operations = 'listApiKeys' | 'createApiKey' | 'rollApiKey' | 'updateApiKey' | 'revokeApiKey';

const inThePast = [{ path: '/body/expiresAt', message: 'deve estar no futuro, pelo relógio da organização' }];

export function keyHandlers({
  database,
  clock,
  keys,
  usage,
}: KeyHandlerDependencies): ConsoleHandlers<Operations> {
  return {
    async listApiKeys({ params: { organizationId }, query: { page, limit } }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      await usage.flush();
      const { items, total } = await keyStore(scope).list({ page, limit });
      const data = items.map((row) => consoleKeyOf(row, scope.now()));
      return { status: 200, body: { success: true, data, meta: { total, page, limit } } };
    },

    async createApiKey({ params: { organizationId }, body, recorded }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const { name, scopes, requestsPerMinute: rateLimit = null } = body;
      const expiresAt = body.expiresAt === undefined ? null : millisecondsOf(body.expiresAt);
      if (expiresAt !== null && !(expiresAt > scope.now())) return failure('invalidBody', inThePast);
      const most = consoleLimits.activeKeys;
      const created = await recorded(
        scope,
        (inside) => keyStore(inside).createWithin(most, { name, scopes, rateLimit, expiresAt }),
        (made) => made?.row,
      );
      if (created === undefined) return failure('keyLimitReached');
      const { id, ...shown } = consoleKeyOf(created.row, scope.now());
      return { status: 201, body: { success: true, data: { id, key: created.secret, ...shown } } };
    },

    async updateApiKey({ params: { organizationId, keyId }, body, recorded }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const row = await recorded(
        scope,
        (inside) => keyStore(inside).update(keyId, body),
        (updated) => updated,
      );
      if (row === undefined) return failure('notFound');
      keys.forget();
      return { status: 200, body: { success: true, data: consoleKeyOf(row, scope.now()) } };
    },

    async rollApiKey({ params: { organizationId, keyId }, body, recorded }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const { overlapHours = null } = body ?? {};
      const rolled = await recorded(
        scope,
        (inside) => keyStore(inside).roll(keyId, { most: consoleLimits.activeKeys, overlapHours }),
        (made) => (typeof made === 'object' ? made.row : undefined),
      );
      if (rolled === undefined) return failure('notFound');
      if (rolled === 'not-active') return failure('keyNotActive');
      if (rolled === 'too-many') return failure('rollLimitReached');
      keys.forget();
      const { id, ...shown } = consoleKeyOf(rolled.row, scope.now());
      return { status: 201, body: { success: true, data: { id, key: rolled.secret, ...shown } } };
    },

    async revokeApiKey({ params: { organizationId, keyId }, recorded }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      // What the key was used for until now is known before it is shown for the last time.
      await usage.flush();
      const row = await recorded(
        scope,
        (inside) => keyStore(inside).revoke(keyId),
        (revoked) => revoked,
      );
      if (row === undefined) return failure('notFound');
      keys.forget();
      return { status: 200, body: { success: true, data: consoleKeyOf(row, scope.now()) } };
    },
  };
}

/** A key as the console's contract shows it, at an instant of world time. */
export function consoleKeyOf(row: KeysTable, now: number): components['schemas']['ConsoleApiKey'] {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: JSON.parse(row.scopes) as Scope[],
    requestsPerMinute: row.rate_limit,
    status: statusOf(row, now),
    createdAt: instant(row.created_at),
    expiresAt: instant(row.expires_at),
    revokedAt: instant(row.revoked_at),
    lastUsedAt: instant(row.last_used_at),
    rolledFrom: row.rolled_from,
  };
}

function statusOf(row: KeysTable, now: number): components['schemas']['ApiKeyStatus'] {
  if (row.revoked_at !== null) return 'REVOKED';
  return row.expires_at !== null && row.expires_at <= now ? 'EXPIRED' : 'ACTIVE';
}
