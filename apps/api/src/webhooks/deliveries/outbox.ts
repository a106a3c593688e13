import { limits, type WebhookEventName } from '@atteny/contract';
import { type RawBuilder, sql } from 'kysely';
import { type Clock, instant } from '../../clock.ts';
import { builtOnce } from '../../db/built-once.ts';
import { askWithNext, jointStatement } from '../../db/joint-statement.ts';
import { type Emit, emitted } from '../../events/event.ts';
import { newId } from '../../ids.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import type { DeliveriesCreated } from '../notices.ts';
import type { WebhookEventsTable } from '../../db/webhook-tables.ts';
import { type Claim, type ClaimedEndpoint, endpointColumns, leaseMs, type Reservation } from './claim.ts';
import { newDelivery } from './delivery.ts';

export interface OutboxOptions {
  clock: Clock;
  /** Told of new deliveries once they are committed. */
  onCreated: (created: DeliveriesCreated) => void;
  /** Keeps room for what an organization is about to be sent. */
  reserve: (organizationId: string) => Reservation;
}

/**
 * Writes an event and one delivery for each endpoint that wants it, in the transaction of its cause.
 * The text of the body is fixed here: every attempt of every delivery sends exactly it. Where this process has room for an
 * attempt, the delivery is written as claimed already: no statement has to claim it.
 */
export function createOutbox({ clock, onCreated, reserve }: OutboxOptions): Emit {
  return async (scope, event) => {
    const { organizationId } = scope;
    const eventId = newId('evt');
    const createdAt = instant(event.at);
    const reservation = reserve(organizationId);
    const created: Created[] = [];
    scope.afterCommit(
      () => {
        const waiting = created.filter(({ lease }) => lease === null);
        const webhookIds = waiting.map(({ webhook_id }) => webhook_id);
        if (created.length > 0) {
          onCreated({ organizationId, webhookIds, deliveryIds: created.map(({ id }) => id) });
        }
        const claimed = created.filter(({ lease }) => lease !== null);
        reservation.take(claimed.map((delivery) => claimOf(delivery, written, reservation.lease)));
      },
      () => reservation.giveBack(),
    );
    const { lease, webhookIds } = reservation;
    const written = {
      organizationId,
      eventId,
      event: event.name,
      body: JSON.stringify({ id: eventId, event: event.name, createdAt, data: event.data }),
      createdAt: event.at,
      now: clock.now(),
      lease,
      claimed: webhookIds,
    };
    if (scope.dialect === 'postgres') await writeTogether(scope, written, created);
    else await writeInTurn(scope, written, created);
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
  readonly lease: string;
  /** The endpoints whose deliveries are claimed as they are written. */
  readonly claimed: ReadonlySet<string>;
}

/** A delivery, with what an attempt of it takes. */
interface Created extends Subscriber {
  readonly id: string;
  readonly lease: string | null;
}

interface Subscriber extends ClaimedEndpoint {
  readonly webhook_id: string;
  readonly clock_offset_ms: number;
}

function claimOf(
  { id, webhook_id, clock_offset_ms, lease: _lease, ...endpoint }: Created,
  { organizationId: organization_id, eventId: event_id, event, body }: Written,
  lease: string,
): Claim {
  return {
    lease,
    delivery: { organization_id, id, webhook_id, event_id, event, kind: 'EVENT', attempts_made: 0 },
    endpoint: { organization_id, id: webhook_id, ...endpoint },
    body,
    clockOffsetMs: clock_offset_ms,
    hasWebhooks: true,
  };
}

/**
 * In one statement, which is sent with whatever comes next: nobody waits for its answer before the commit. An endpoint that it
 * finds cannot be deleted before its delivery is there; one that is being deleted is waited for.
 */
async function writeTogether(scope: OrganizationScope, written: Written, created: Created[]): Promise<void> {
  const { organizationId: organization_id, eventId: event_id, event, body, now, lease } = written;
  const asked = {
    organization_id,
    event_id,
    event,
    body,
    created_at: written.createdAt,
    now,
    ids: Array.from({ length: limits.webhookEndpoints }, () => newId('dlv')).join(','),
    claimed: [...written.claimed].join(','),
    lease,
    lease_ends: now + leaseMs,
  };
  await askWithNext(scope.db, writeEvents, asked, (rows) => created.push(...rows));
}

interface Asked {
  readonly organization_id: string;
  readonly event_id: string;
  readonly event: WebhookEventName;
  readonly body: string;
  readonly created_at: number;
  readonly now: number;
  /** As many as there may be endpoints. */
  readonly ids: string;
  readonly claimed: string;
  readonly lease: string;
  readonly lease_ends: number;
}

const writeEvents = jointStatement<Asked, Created>(
  {
    organization_id: 'text',
    event_id: 'text',
    event: 'text',
    body: 'text',
    created_at: 'bigint',
    now: 'bigint',
    ids: 'text',
    claimed: 'text',
    lease: 'text',
    lease_ends: 'bigint',
  },
  (asked) => sql`
    with asked as (select * from ${asked}), subscriber as (
      select asked.nth, endpoint.id as webhook_id, organization.clock_offset_ms, ${ofEndpoint},
        endpoint.id = any(string_to_array(asked.claimed, ',')) as is_claimed
      from asked
      join webhook_endpoints as endpoint on endpoint.organization_id = asked.organization_id
      join organizations as organization on organization.id = endpoint.organization_id
      where ${subscribes(sql`asked.event`)}
      order by endpoint.organization_id, endpoint.id for key share of endpoint
    ), written as (
      insert into webhook_events (organization_id, id, event, body, created_at)
      select organization_id, event_id, event, body, created_at from asked
      where exists (select from subscriber where subscriber.nth = asked.nth)
    ), delivery as (
      insert into webhook_deliveries (organization_id, id, webhook_id, event_id, event, kind, status, attempts_made,
        due_at, wake_at, lease, created_at)
      select organization_id, split_part(ids, ',', cast(row_number() over (partition by nth) as integer)), webhook_id, event_id,
        event, 'EVENT', 'PENDING', 0, now, case when is_claimed then lease_ends else now end,
        case when is_claimed then lease end, asked.created_at
      from subscriber join asked using (nth)
      returning id, webhook_id, event_id, lease
    )
    select subscriber.*, delivery.id, delivery.lease from delivery join asked on asked.event_id = delivery.event_id
    join subscriber on subscriber.nth = asked.nth and subscriber.webhook_id = delivery.webhook_id`,
);

/** SQLite knows no statement that writes into two tables. */
async function writeInTurn(scope: OrganizationScope, written: Written, created: Created[]): Promise<void> {
  const { organizationId, eventId, event, body, createdAt, now, claimed } = written;
  const { rows } = await scope.db.executeQuery(subscribers(scope, { organizationId, event }));
  if (rows.length === 0) return;
  const row = { organization_id: organizationId, id: eventId, event, body, created_at: createdAt };
  await scope.db.executeQuery(insertEvent(scope, row));
  for (const subscriber of rows) {
    const { webhook_id: webhookId } = subscriber;
    const due = newDelivery({ organizationId, webhookId, eventId, event, kind: 'EVENT' }, createdAt, {
      now: () => now,
    });
    const delivery = claimed.has(webhookId) ? { ...due, lease: written.lease, wake_at: now + leaseMs } : due;
    await scope.db.executeQuery(insertDelivery(scope, delivery));
    created.push({ ...subscriber, id: delivery.id, lease: delivery.lease });
  }
}

type Subscription = Pick<Written, 'organizationId' | 'event'>;
type DeliveryRow = Omit<ReturnType<typeof newDelivery>, 'lease'> & { lease: string | null };

/** The endpoints that get an event. */
const subscribers = builtOnce(
  (_db, { organizationId, event }: Subscription) => sql<Subscriber>`
    select endpoint.id as webhook_id, organization.clock_offset_ms, ${ofEndpoint} from webhook_endpoints as endpoint
    join organizations as organization on organization.id = endpoint.organization_id
    where endpoint.organization_id = ${organizationId} and ${subscribes(sql`${event}`)}`,
);
const insertEvent = builtOnce((db, row: WebhookEventsTable) => db.insertInto('webhook_events').values(row));
const insertDelivery = builtOnce((db, row: DeliveryRow) => db.insertInto('webhook_deliveries').values(row));

const ofEndpoint = sql.join(endpointColumns.map((name) => sql.ref(`endpoint.${name}`)));

/** What each endpoint subscribes to is kept as JSON. */
function subscribes(event: RawBuilder<unknown>) {
  return sql`endpoint.status = 'ENABLED' and organization.has_webhooks = 1
    and endpoint.events like '%"' || ${event} || '"%'`;
}
