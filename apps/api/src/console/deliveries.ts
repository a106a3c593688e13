import { consoleLimits } from '@atteny/contract';
import { type Clock, millisecondsOf } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers } from '../operation-handler.ts';
import { worldScope } from '../organizations/scope.ts';
import { deliveryJournal } from '../webhooks/deliveries/journal.ts';
import { cancelDelivery, cancelWaiting, endpointHealth } from '../webhooks/endpoints/status.ts';

export interface DeliveryHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

type Operations =
  | 'listDeliveries'
  | 'getDelivery'
  | 'cancelDelivery'
  | 'cancelWaitingDeliveries'
  | 'getWebhookHealth';

/** The deliveries of an organization over all of its endpoints, for people to look at. */
export function deliveryHandlers({
  database,
  clock,
}: DeliveryHandlerDependencies): ConsoleHandlers<Operations> {
  const scopeOf = (organizationId: string) => worldScope(database, clock, organizationId);
  return {
    async listDeliveries({ params: { organizationId }, query: { page, limit, since, until, ...filter } }) {
      if ((await scopeOf(organizationId)) === undefined) return failure('notFound');
      const wanted = { ...filter, since: instantOf(since), until: instantOf(until) };
      const journal = deliveryJournal(database, organizationId);
      const data = await journal.find(wanted, { page, limit });
      const total = await journal.countUpTo(consoleLimits.countedTotal, wanted);
      return { status: 200, body: { success: true, data, meta: { total, page, limit } } };
    },

    async getDelivery({ params: { organizationId, deliveryId } }) {
      const data = await deliveryJournal(database, organizationId).get(deliveryId);
      if (data === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data } };
    },

    async cancelDelivery({ params: { organizationId, deliveryId }, recorded }) {
      const scope = await scopeOf(organizationId);
      if (scope === undefined) return failure('notFound');
      await recorded(
        scope,
        (inside) => cancelDelivery(inside, deliveryId),
        (isCanceled) => (isCanceled ? {} : undefined),
      );
      const data = await deliveryJournal(database, organizationId).get(deliveryId);
      if (data === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data } };
    },

    async cancelWaitingDeliveries({ params: { organizationId, webhookId }, recorded }) {
      const scope = await scopeOf(organizationId);
      if (scope === undefined) return failure('notFound');
      const canceled = await recorded(
        scope,
        (inside) => cancelWaiting(inside, webhookId),
        (count) => (count === undefined ? undefined : {}),
      );
      if (canceled === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data: { canceled } } };
    },

    async getWebhookHealth({ params: { organizationId } }) {
      const scope = await scopeOf(organizationId);
      if (scope === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data: { endpoints: await endpointHealth(scope) } } };
    },
  };
}

function instantOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : millisecondsOf(text);
}
