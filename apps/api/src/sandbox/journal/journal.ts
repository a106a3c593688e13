import { consoleLimits } from '@atteny/contract';
import type { JournalRequest } from '@atteny/contract/console';
import { sql } from 'kysely';
import { builtOnce } from '../../db/built-once.ts';
import type { JournalRequestsTable } from '../../db/console-tables.ts';
import type { Database } from '../../db/database.ts';
import { type Listing, offsetOf, type Page } from '../../db/page.ts';
import { executeWithNext, relaxedTransaction } from '../../db/transaction.ts';
import { jointStatement } from '../../db/joint-statement.ts';
import type { ConsoleHandlers } from '../../operation-handler.ts';
import { failure } from '../../failures.ts';
import { type Clock, millisecondsOf } from '../../clock.ts';
import { worldRows } from '../worlds/world.ts';
import { deliveryJournal } from '../../webhooks/deliveries/journal.ts';

type JournalRow = Omit<JournalRequestsTable, 'seq'>;

const ofWorlds = sql`where organization_id in (select organization_id from worlds)`;

const insertRequest = builtOnce(
  (_db, { organization_id, at, operation_id, request_id, status, entry }: JournalRow) => sql`
    insert into journal_requests (organization_id, at, operation_id, request_id, status, entry)
    select * from (select ${organization_id} as organization_id, ${at}, ${operation_id}, ${request_id}, ${status}, ${entry}) as asked
    ${ofWorlds}`,
);

const insertRequests = jointStatement<JournalRow>(
  {
    organization_id: 'text',
    at: 'bigint',
    operation_id: 'text',
    request_id: 'text',
    status: 'bigint',
    entry: 'text',
  },
  (asked) => sql`
    insert into journal_requests (organization_id, at, operation_id, request_id, status, entry)
    select organization_id, at, operation_id, request_id, status, entry from ${asked} ${ofWorlds} order by nth`,
);

/** A request, and whose journal it stands in. */
export interface JournalEntry {
  organizationId: string;
  request: JournalRequest;
}

interface RequestFilter {
  operationId?: string | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  /** World time in milliseconds. */
  since?: number | undefined;
  /** World time in milliseconds, exclusive. */
  until?: number | undefined;
}

/** The requests of worlds, as a journal keeps them. */
export function requestJournal(database: Database) {
  const { kysely } = database;
  return {
    /** Writes requests down, without waiting for the disk; what belongs to no world, or to one that is gone, is left out. */
    async write(entries: JournalEntry[]): Promise<void> {
      const rows = entries.map(({ organizationId, request }) => ({
        organization_id: organizationId,
        at: Date.parse(request.at),
        operation_id: request.operationId,
        request_id: request.id,
        status: request.status,
        entry: JSON.stringify(request),
      }));
      await relaxedTransaction(database, async (transaction) => {
        if (database.dialect === 'postgres') {
          await executeWithNext(transaction, insertRequests(transaction, rows));
          return;
        }
        for (const row of rows) {
          await transaction.executeQuery(insertRequest({ db: transaction, dialect: 'sqlite' }, row));
        }
      });
    },

    /** Drops all but the newest requests of an organization. */
    async trim(organizationId: string): Promise<void> {
      await sql`delete from journal_requests where organization_id = ${organizationId} and seq <= (
        select seq from journal_requests where organization_id = ${organizationId}
        order by seq desc limit 1 offset ${consoleLimits.journalRequests}
      )`.execute(kysely);
    },

    /** A page of an organization's requests, newest first. */
    async list(organizationId: string, filter: RequestFilter, page: Page): Promise<Listing<JournalRequest>> {
      let matching = kysely.selectFrom('journal_requests').where('organization_id', '=', organizationId);
      if (filter.operationId !== undefined) {
        matching = matching.where('operation_id', '=', filter.operationId);
      }
      if (filter.status !== undefined) matching = matching.where('status', '=', filter.status);
      if (filter.requestId !== undefined) matching = matching.where('request_id', '=', filter.requestId);
      if (filter.since !== undefined) matching = matching.where('at', '>=', filter.since);
      if (filter.until !== undefined) matching = matching.where('at', '<', filter.until);
      const rows = await matching
        .select('entry')
        .orderBy('seq', 'desc')
        .limit(page.limit)
        .offset(offsetOf(page))
        .execute();
      const { total } = await matching
        .select((query) => query.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return {
        items: rows.map(({ entry }) => JSON.parse(entry) as JournalRequest),
        total: Math.min(total, consoleLimits.journalRequests),
      };
    },
  };
}

type Operations = 'listJournalRequests' | 'listJournalDeliveries';

interface JournalHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly live: { readonly journalFlushed: () => Promise<void> };
}

export function journalHandlers({
  database,
  clock,
  live,
}: JournalHandlerDependencies): ConsoleHandlers<Operations> {
  return {
    async listJournalRequests({ params: { worldId }, query: { page, limit, since, until, ...filter } }) {
      const rows = await worldRows(database.kysely, worldId, clock);
      if (!rows) return failure('notFound');
      await live.journalFlushed();
      const wanted = { ...filter, since: instantOf(since), until: instantOf(until) };
      const { items, total } = await requestJournal(database).list(rows.organization.id, wanted, {
        page,
        limit,
      });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async listJournalDeliveries({ params: { worldId }, query: { page, limit, since, ...filter } }) {
      const rows = await worldRows(database.kysely, worldId, clock);
      if (!rows) return failure('notFound');
      const wanted = { ...filter, since: instantOf(since) };
      const { items, total } = await deliveryJournal(database, rows.organization.id).list(wanted, {
        page,
        limit,
      });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },
  };
}

function instantOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : millisecondsOf(text);
}
