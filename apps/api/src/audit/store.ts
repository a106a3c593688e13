import { consoleLimits } from '@atteny/contract';
import type { AuditEntry } from '@atteny/contract/console';
import { countUpTo, type Listing, offsetOf, type Page } from '../db/page.ts';
import type { AuditEntriesTable } from '../db/console-tables.ts';
import { newId } from '../ids.ts';
import { type OrganizationScope, worldScope } from '../organizations/scope.ts';
import { type Clock, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers } from '../operation-handler.ts';

export type NewAuditEntry = Omit<AuditEntry, 'id' | 'at'>;
interface AuditFilter {
  targetId?: string | undefined;
  operationId?: string | undefined;
}

/** Who changed what in one organization. Entries are added and never changed. */
export function auditStore(scope: OrganizationScope) {
  const { db, organizationId } = scope;
  function matching({ targetId, operationId }: AuditFilter) {
    let query = db.selectFrom('audit_entries').where('organization_id', '=', organizationId);
    if (targetId !== undefined) query = query.where('target_id', '=', targetId);
    if (operationId !== undefined) query = query.where('operation_id', '=', operationId);
    return query;
  }

  return {
    async add(entry: NewAuditEntry): Promise<void> {
      const row: AuditEntriesTable = {
        organization_id: organizationId,
        id: newId('aud'),
        at: scope.now(),
        operation_id: entry.operationId,
        actor_kind: entry.actorKind,
        actor_id: entry.actorId,
        target_id: entry.targetId,
        target_name: entry.targetName,
        request_id: entry.requestId,
      };
      await db.insertInto('audit_entries').values(row).execute();
    },

    /** A page of entries, newest first; the total is counted up to a limit. */
    async list(filter: AuditFilter, page: Page): Promise<Listing<AuditEntry>> {
      const rows = await matching(filter)
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(page.limit)
        .offset(offsetOf(page))
        .execute();
      const total = await countUpTo(consoleLimits.countedTotal, db, matching(filter).select('id'));
      return { items: rows.map(entryOf), total };
    },
  };
}

function entryOf(row: AuditEntriesTable): AuditEntry {
  return {
    id: row.id,
    at: instant(row.at),
    operationId: row.operation_id,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    targetId: row.target_id,
    targetName: row.target_name,
    requestId: row.request_id,
  };
}

interface AuditHandlerDependencies {
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
