import { limits, type WebhookEventName } from '@atteny/contract';
import { sql } from 'kysely';
import { type Clock, instant } from '../../clock.ts';
import { builtOnce } from '../../db/built-once.ts';
import { executeWithNext } from '../../db/transaction.ts';
import { type Emit, emitted } from '../../events/event.ts';
import { newId } from '../../ids.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import type { DeliveriesCreated } from '../notices.ts';
import type { WebhookEventsTable } from '../../db/webhook-tables.ts';
import { newDelivery } from './delivery.ts';

export interface OutboxOptions {
  clock: Clock;
  /** Told of new deliveries once they are committed. */
  onCreated: (created: DeliveriesCreated) => void;
}

/**
 * Writes an event and one delivery for each endpoint that wants it, in the transaction of its cause.
 * The text of the body is fixed here: every attempt of every delivery sends exactly it.
 */
export function createOutbox({ clock, onCreated }: OutboxOptions): Emit {
  return async (scope, event) => {
    const { organizationId } = scope;
    const eventId = newId('evt');
    const createdAt = instant(event.at);
    const written = {
      organizationId,
      eventId,
      event: event.name,
      body: JSON.stringify({ id: eventId, event: event.name, createdAt, data: event.data }),
      createdAt: event.at,
      now: clock.now(),
    };
    const created = await (scope.dialect === 'postgres' ? writtenAtOnce : writtenInTurn)(scope, written);
    scope.afterCommit(() => {
      const [webhookIds, deliveryIds] = [
        created.map(({ webhook_id }) => webhook_id),
        created.map(({ id }) => id),
      ];
      if (created.length > 0) onCreated({ organizationId, webhookIds, deliveryIds });
    });
    return emitted(event.name);
  };
}

interface Written {
  readonly organizationId: string;
  readonly eventId: string;
  readonly event: WebhookEventName;
  readonly body: string;
  /** World time. */
  readonly createdAt: number;
  /** Real time. */
  readonly now: number;
}

interface Created {
  readonly id: string;
  readonly webhook_id: string;
}

/**
 * In one statement, which is sent with whatever comes next: nobody waits for its answer before the commit. An endpoint that it
 * finds cannot be deleted before its delivery is there; one that is being deleted is waited for.
 */
async function writtenAtOnce(scope: OrganizationScope, written: Written): Promise<readonly Created[]> {
  const created: Created[] = [];
  const ids = Array.from({ length: limits.webhookEndpoints }, () => newId('dlv')).join(',');
  await executeWithNext(scope.db, writeAtOnce(scope, { ...written, ids }), (rows) => created.push(...rows));
  return created;
}

const writeAtOnce = builtOnce(
  (
    _db,
    { organizationId, eventId, event, body, createdAt, now, ids }: Written & { ids: string },
  ) => sql<Created>`
    with subscriber as (
      ${subscribersOf(organizationId, event)} for key share of endpoint
    ), written as (
      insert into webhook_events (organization_id, id, event, body, created_at)
      select ${organizationId}, ${eventId}, ${event}, ${body}, cast(${createdAt} as bigint)
      where exists (select from subscriber)
    )
    insert into webhook_deliveries
      (organization_id, id, webhook_id, event_id, event, kind, status, attempts_made, due_at, wake_at, created_at)
    select ${organizationId}, split_part(${ids}, ',', cast(row_number() over () as integer)), subscriber.id, ${eventId}, ${event},
      'EVENT', 'PENDING', 0, cast(${now} as bigint), cast(${now} as bigint), cast(${createdAt} as bigint)
    from subscriber
    returning id, webhook_id`,
);

/** SQLite knows no statement that writes into two tables. */
async function writtenInTurn(scope: OrganizationScope, written: Written): Promise<readonly Created[]> {
  const { organizationId, eventId, event, body, createdAt } = written;
  const { rows } = await scope.db.executeQuery(subscribers(scope, { organizationId, event }));
  if (rows.length === 0) return [];
  const row = { organization_id: organizationId, id: eventId, event, body, created_at: createdAt };
  await scope.db.executeQuery(insertEvent(scope, row));
  const created = rows.map(({ id: webhookId }) =>
    newDelivery({ organizationId, webhookId, eventId, event, kind: 'EVENT' }, createdAt, {
      now: () => written.now,
    }),
  );
  for (const delivery of created) await scope.db.executeQuery(insertDelivery(scope, delivery));
  return created;
}

type Subscription = Pick<Written, 'organizationId' | 'event'>;

const subscribers = builtOnce((_db, { organizationId, event }: Subscription) =>
  subscribersOf(organizationId, event),
);
const insertEvent = builtOnce((db, row: WebhookEventsTable) => db.insertInto('webhook_events').values(row));
const insertDelivery = builtOnce((db, row: ReturnType<typeof newDelivery>) =>
  db.insertInto('webhook_deliveries').values(row),
);

/** The endpoints that get an event: what each subscribes to is kept as JSON. */
function subscribersOf(organizationId: string, event: string) {
  return sql<{ id: string }>`select endpoint.id from webhook_endpoints as endpoint
    join organizations as organization on organization.id = endpoint.organization_id
    where endpoint.organization_id = ${organizationId} and endpoint.status = 'ENABLED' and organization.has_webhooks = 1
      and endpoint.events like '%"' || ${event} || '"%'`;
}
