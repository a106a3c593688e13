import { limits, type WebhookEventName, webhookEvents } from '@atteny/contract';
import type { WebhookEndpoint, WebhookStatus } from '@atteny/contract/public';
import { type Clock, instant } from '../../clock.ts';
import { type Listing, newestFirst, type Page } from '../../db/page.ts';
import { newId } from '../../ids.ts';
import { lockOrganization, type OrganizationScope } from '../../organizations/scope.ts';
import type { Notices } from '../notices.ts';
import { newSecret, overlaps, secretContext } from '../secrets/endpoint-secrets.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { disableEndpoint, enableEndpoint } from './status.ts';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';

export interface NewEndpoint {
  url: string;
  events: WebhookEventName[];
  description: string | null;
}
export type EndpointChange = Partial<NewEndpoint> & { status?: WebhookStatus };

export interface EndpointTools {
  box: SecretBox;
  clock: Clock;
  notices: Notices;
}

/** The webhook endpoints of one organization. */
export function endpointStore(scope: OrganizationScope, { box, clock, notices }: EndpointTools) {
  const { organizationId } = scope;
  const own = ({ db: executor } = scope) =>
    executor.selectFrom('webhook_endpoints').where('organization_id', '=', organizationId);

  async function get(id: string): Promise<WebhookEndpoint | undefined> {
    const row = await own().selectAll().where('id', '=', id).executeTakeFirst();
    return row && endpointOf(row, scope.now());
  }

  return {
    get,

    /** A page of endpoints, newest first. */
    async list(page: Page): Promise<Listing<WebhookEndpoint>> {
      const { items, total } = await newestFirst(own().selectAll(), page);
      const now = scope.now();
      return { items: items.map((row) => endpointOf(row, now)), total };
    },

    /**
     * The new endpoint with its secret, which is not shown again. Undefined when there are enough already.
     * `id` is given where it has to be known before.
     */
    create: (
      endpoint: NewEndpoint,
      id = newId('whk'),
    ): Promise<(WebhookEndpoint & { secret: string }) | undefined> =>
      scope.transaction(async (inside) => {
        await lockOrganization(inside);
        const { total } = await own(inside)
          .select((query) => query.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow();
        if (total >= limits.webhookEndpoints) return undefined;
        const secret = newSecret();
        const now = scope.now();
        const row = await inside.db
          .insertInto('webhook_endpoints')
          .values({
            organization_id: organizationId,
            id,
            url: endpoint.url,
            description: endpoint.description,
            events: storedSubscriptions(endpoint.events),
            status: 'ENABLED',
            disabled_reason: null,
            disabled_at: null,
            consecutive_failures: 0,
            secret: box.seal(secret, secretContext(organizationId, id)),
            previous_secret: null,
            previous_secret_expires_at: null,
            created_at: now,
            updated_at: now,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return { ...endpointOf(row, now), secret };
      }),

    /** Changes what is given. Undefined: no such endpoint. */
    async update(
      id: string,
      { status, events, ...change }: EndpointChange,
    ): Promise<WebhookEndpoint | undefined> {
      return await scope.transaction(async (inside) => {
        const endpoint = { organizationId, webhookId: id };
        const now = scope.now();
        if (status === 'DISABLED') {
          const disabled = await disableEndpoint(inside.db, endpoint, 'MANUAL', now);
          if (disabled) inside.afterCommit(() => notices.disabled?.(disabled));
        }
        if (status === 'ENABLED') await enableEndpoint(inside.db, endpoint, now, clock.now());
        const row = await inside.db
          .updateTable('webhook_endpoints')
          .set({ ...change, ...(events && { events: storedSubscriptions(events) }), updated_at: now })
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        return row && endpointOf(row, now);
      });
    },

    /** Deletes an endpoint and its deliveries. Says whether there was one. */
    async delete(id: string): Promise<boolean> {
      const deleted = await scope.transaction((inside) =>
        inside.db
          .deleteFrom('webhook_endpoints')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .executeTakeFirst(),
      );
      return deleted.numDeletedRows > 0n;
    },
  };
}

/** A row as the contract shows it at `now`, world time: without its secrets. */
export function endpointOf(row: WebhookEndpointsTable, now: number): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: subscribedTo(row.events),
    status: row.status,
    disabledReason: row.disabled_reason,
    disabledAt: instant(row.disabled_at),
    consecutiveFailures: row.consecutive_failures,
    previousSecretExpiresAt: overlaps(row, now) ? instant(row.previous_secret_expires_at) : null,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}

/** The events of an endpoint as they are stored: in the contract's order, so that equal sets are equal texts. */
export function storedSubscriptions(events: readonly WebhookEventName[]): string {
  return JSON.stringify(webhookEvents.filter((event) => events.includes(event)));
}

/** The events that a stored endpoint receives. */
export function subscribedTo(stored: string): WebhookEventName[] {
  return JSON.parse(stored) as WebhookEventName[];
}
