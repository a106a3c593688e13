import { consoleLimits } from '@atteny/contract';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { failure } from '../failures.ts';
import { consoleKeyOf } from './rows.ts';
import { worldScope } from '../organizations/scope.ts';
import type { KeyDirectory } from '../keys/directory.ts';
import { keyStore } from '../keys/store.ts';

export interface KeyHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: KeyDirectory;
}

type Operations = 'listApiKeys' | 'createApiKey' | 'updateApiKey' | 'revokeApiKey';

const inThePast = [{ path: '/body/expiresAt', message: 'deve estar no futuro, pelo relógio da organização' }];

export function keyHandlers({ database, clock, keys }: KeyHandlerDependencies): ConsoleHandlers<Operations> {
  return {
    async listApiKeys({ params: { organizationId }, query: { page, limit } }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const { items, total } = await keyStore(scope).list({ page, limit });
      const data = items.map((row) => consoleKeyOf(row, scope.now()));
      return { status: 200, body: { success: true, data, meta: { total, page, limit } } };
    },

    async createApiKey({ params: { organizationId }, body }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const { name, scopes, requestsPerMinute: rateLimit = null } = body;
      const expiresAt = body.expiresAt === undefined ? null : Date.parse(body.expiresAt);
      if (expiresAt !== null && !(expiresAt > scope.now())) return failure('invalidBody', inThePast);
      const most = consoleLimits.activeKeys;
      const created = await keyStore(scope).createWithin(most, { name, scopes, rateLimit, expiresAt });
      if (created === undefined) return failure('keyLimitReached');
      const { id, ...shown } = consoleKeyOf(created.row, scope.now());
      return { status: 201, body: { success: true, data: { id, key: created.secret, ...shown } } };
    },

    async updateApiKey({ params: { organizationId, keyId }, body }) {
      const scope = await worldScope(database, clock, organizationId);
      const row = scope && (await keyStore(scope).update(keyId, body));
      if (scope === undefined || row === undefined) return failure('notFound');
      keys.forget();
      return { status: 200, body: { success: true, data: consoleKeyOf(row, scope.now()) } };
    },

    async revokeApiKey({ params: { organizationId, keyId } }) {
      const scope = await worldScope(database, clock, organizationId);
      const row = scope && (await keyStore(scope).revoke(keyId));
      if (scope === undefined || row === undefined) return failure('notFound');
      keys.forget();
      return { status: 200, body: { success: true, data: consoleKeyOf(row, scope.now()) } };
    },
  };
}
