import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { worldScope } from '../organizations/scope.ts';
import { auditStore } from './store.ts';

export interface AuditHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

export function auditHandlers({
  database,
  clock,
}: AuditHandlerDependencies): ConsoleHandlers<'listAuditEntries'> {
  return {
    async listAuditEntries({ params: { organizationId }, query }) {
      const { page, limit } = query;
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const { items, total } = await auditStore(scope).list(query, { page, limit });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },
  };
}
