import { sql } from 'kysely';
import type { WebhookEventName } from '@atteny/contract';
import type { WebhookDelivery } from '@atteny/contract/public';
import type { Clock } from '../../clock.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import type { DeliveriesCreated } from '../notices.ts';
import { deliveryOf, newDelivery } from './delivery.ts';
import { deliveryStore } from './store.ts';

export interface RedeliveryTools {
  clock: Clock;
  onCreated: (created: DeliveriesCreated) => void;
}
type Refused = 'unknown' | 'disabled';

const rowsPerInsert = 200;

/** New deliveries of what was delivered or failed before. */
export function redelivery(scope: OrganizationScope, { clock, onCreated }: RedeliveryTools) {
  const { organizationId } = scope;

  async function create(inside: OrganizationScope, webhookId: string, events: RedeliveredEvent[]) {
    const now = scope.now();
    const rows = events.map(({ event_id: eventId, event }) =>
      newDelivery({ organizationId, webhookId, eventId, event, kind: 'REDELIVERY' }, now, clock),
    );
    for (let from = 0; from < rows.length; from += rowsPerInsert) {
      const some = rows.slice(from, from + rowsPerInsert);
      await inside.db.insertInto('webhook_deliveries').values(some).execute();
    }
    const deliveryIds = rows.map((row) => row.id);
    if (rows.length > 0) {
      inside.afterCommit(() => onCreated({ organizationId, webhookIds: [webhookId], deliveryIds }));
    }
    return rows;
  }

  return {
    /** One delivery once more. */
    one: (webhookId: string, deliveryId: string): Promise<WebhookDelivery | Refused> =>
      scope.transaction(async (inside) => {
        const before = await inside.db
          .selectFrom('webhook_deliveries')
          .select(['event_id', 'event'])
          .where('organization_id', '=', organizationId)
          .where('webhook_id', '=', webhookId)
          .where('id', '=', deliveryId)
          .executeTakeFirst();
        if (!before) return 'unknown';
        const refused = await refusal(inside, webhookId);
        if (refused) return refused;
        const [row] = await create(inside, webhookId, [before]);
        if (!row) throw new Error('no delivery was created');
        return deliveryOf(row, [], await deliveryStore(inside).clockOffset());
      }),

    /** Each event whose delivery failed at or after `since` (world time), and that is neither on its way nor came later. */
    failedSince: (webhookId: string, since: number): Promise<number | Refused> =>
      scope.transaction(async (inside) => {
        const refused = await refusal(inside, webhookId);
        if (refused) return refused;
        const { rows: events } = await sql<RedeliveredEvent>`
          select distinct failed.event_id, failed.event from webhook_deliveries as failed
          where failed.organization_id = ${organizationId} and failed.webhook_id = ${webhookId}
            and failed.status = 'FAILED' and failed.completed_at >= ${since} and failed.kind <> 'TEST'
            and not exists (
              select 1 from webhook_deliveries as later
              where later.organization_id = failed.organization_id and later.event_id = failed.event_id
                and later.webhook_id = failed.webhook_id and later.status in ('PENDING', 'SUCCEEDED')
            )`.execute(inside.db);
        await create(inside, webhookId, events);
        return events.length;
      }),
  };

  async function refusal(inside: OrganizationScope, webhookId: string): Promise<Refused | undefined> {
    const select = inside.db
      .selectFrom('webhook_endpoints')
      .select('status')
      .where('organization_id', '=', organizationId)
      .where('id', '=', webhookId);
    // Two requests at once must not both find the same events undelivered.
    const locked = inside.dialect === 'postgres' ? select.forUpdate() : select;
    const endpoint = await locked.executeTakeFirst();
    if (!endpoint) return 'unknown';
    return endpoint.status === 'DISABLED' ? 'disabled' : undefined;
  }
}

interface RedeliveredEvent {
  event_id: string;
  event: WebhookEventName;
}
