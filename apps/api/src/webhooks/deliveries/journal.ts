import type { JournalAttempt, JournalDelivery, JournalFault, JournalHeaders } from '@atteny/contract/console';
import type { WebhookEventName } from '@atteny/contract';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { countUpTo, type Listing, offsetOf, type Page } from '../../db/page.ts';
import { clockOffset } from '../../organizations/scope.ts';
import { countDeliveries } from './store.ts';
import { attemptOf, attemptsOf, deliveryOf } from './delivery.ts';
import type { WebhookAttemptsTable } from '../../db/webhook-tables.ts';

const wholeId = 20;
/** Deliveries of one event that are looked up by its identifier: one an endpoint, and what was redelivered. */
const mostFound = 1_000;

export interface DeliveryFilter {
  ids?: string[] | undefined;
  webhookId?: string | undefined;
  event?: WebhookEventName | undefined;
  status?: JournalDelivery['status'] | undefined;
  /** World time in milliseconds. */
  since?: number | undefined;
  /** World time in milliseconds, exclusive. */
  until?: number | undefined;
  /** How the identifier of the delivery, or that of its event, begins. */
  search?: string | undefined;
}

/** The deliveries of one organization over all of its endpoints, with what was sent. */
export function deliveryJournal({ kysely }: Database, organizationId: string) {
  function matching(filter: DeliveryFilter) {
    let query = kysely.selectFrom('webhook_deliveries as d').where('d.organization_id', '=', organizationId);
    if (filter.ids !== undefined) query = query.where('d.id', 'in', filter.ids);
    if (filter.webhookId !== undefined) query = query.where('d.webhook_id', '=', filter.webhookId);
    if (filter.event !== undefined) query = query.where('d.event', '=', filter.event);
    if (filter.status !== undefined) query = query.where('d.status', '=', filter.status);
    if (filter.since !== undefined) query = query.where('d.created_at', '>=', filter.since);
    if (filter.until !== undefined) query = query.where('d.created_at', '<', filter.until);
    if (filter.search !== undefined) {
      const beginning = `${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
      query = query.where((where) =>
        where.or(
          (['d.id', 'd.event_id'] as const).map(
            (column) => sql<boolean>`${sql.ref(column)} like ${beginning} escape '\\'`,
          ),
        ),
      );
    }
    return query;
  }

  /**
   * A whole identifier is looked up first, by the index of its own: in one statement with the rest it would be searched
   * for among all.
   */
  async function lookedUp({ search, ...filter }: DeliveryFilter): Promise<DeliveryFilter> {
    if (search === undefined || search.length < wholeId) return { search, ...filter };
    const found = (column: 'id' | 'event_id') =>
      kysely
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where(column, '=', search)
        .limit(mostFound)
        .execute();
    const [byId, byEvent] = await Promise.all([found('id'), found('event_id')]);
    return { ...filter, ids: [...byId, ...byEvent].map(({ id }) => id) };
  }

  const counted = { db: kysely, organizationId };

  async function countAll(filter: DeliveryFilter): Promise<number> {
    if (isCounted(filter)) return await countDeliveries(counted, filter);
    const { total } = await matching(filter)
      .select((query) => query.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return total;
  }

  /** A page of them, newest first. */
  async function find(wanted: DeliveryFilter, page: Page): Promise<JournalDelivery[]> {
    const filter = await lookedUp(wanted);
    if (filter.ids?.length === 0) return [];
    const rows = await matching(filter)
      .selectAll('d')
      .orderBy('d.created_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(page.limit)
      .offset(offsetOf(page))
      .execute();
    if (rows.length === 0) return [];
    // Bodies are read for the page alone: joined to the whole list, they may be what it is read by.
    const events = await kysely
      .selectFrom('webhook_events')
      .select(['id', 'body'])
      .where('organization_id', '=', organizationId)
      .where('id', 'in', [...new Set(rows.map((row) => row.event_id))])
      .execute();
    const bodies = new Map(events.map(({ id, body }) => [id, body]));
    const offsetMs = (await clockOffset(kysely, organizationId)) ?? 0;
    const attempts = await attemptsOf(kysely, organizationId, rows);
    return rows.map((row) => ({
      ...deliveryOf(row, [], offsetMs),
      requestBody: bodies.get(row.event_id) ?? '',
      attempts: attempts.filter((attempt) => attempt.delivery_id === row.id).map(journalAttemptOf),
    }));
  }

  return {
    find,
    async get(id: string): Promise<JournalDelivery | undefined> {
      const [delivery] = await find({ ids: [id] }, { page: 1, limit: 1 });
      return delivery;
    },
    /** How many match, counted no further than `most`. */
    async countUpTo(most: number, wanted: DeliveryFilter): Promise<number> {
      if (isCounted(wanted)) return Math.min(most, await countDeliveries(counted, wanted));
      const filter = await lookedUp(wanted);
      return filter.ids?.length === 0 ? 0 : countUpTo(most, kysely, matching(filter).select('d.id'));
    },
    async list(filter: DeliveryFilter, page: Page): Promise<Listing<JournalDelivery>> {
      return { items: await find(filter, page), total: await countAll(filter) };
    },
  };
}

/** Whether how many match is known without counting. */
function isCounted({ webhookId: _webhook, status: _status, ...others }: DeliveryFilter): boolean {
  return Object.values(others).every((other) => other === undefined);
}

/** An attempt with what was sent, in the names that travelled. */
export function journalAttemptOf(row: WebhookAttemptsTable): JournalAttempt {
  const sent = JSON.parse(row.request_headers ?? '{}') as JournalHeaders;
  const requestHeaders = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    ...attemptOf(row),
    url: row.url ?? '',
    requestHeaders,
    fault: row.fault === null ? null : (JSON.parse(row.fault) as JournalFault),
  };
}
