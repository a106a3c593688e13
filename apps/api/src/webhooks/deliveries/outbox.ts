import { type Clock, instant } from '../../clock.ts';
import type { WebhookEventName } from '@atteny/contract';
import { type Emit, emitted } from '../../events/event.ts';
import { executeWithNext } from '../../db/with-next.ts';
import { newId } from '../../ids.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import type { DeliveriesCreated } from '../notices.ts';
import { subscribedTo } from '../endpoints/store.ts';
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
    const webhookIds = await subscribers(scope, event.name);
    if (webhookIds.length === 0) return emitted(event.name);
    const { organizationId } = scope;
    const eventId = newId('evt');
    const createdAt = instant(event.at);
    const body = JSON.stringify({ id: eventId, event: event.name, createdAt, data: event.data });
    const written = {
      organization_id: organizationId,
      id: eventId,
      event: event.name,
      body,
      created_at: event.at,
    };
    await executeWithNext(scope.db, scope.db.insertInto('webhook_events').values(written));
    const rows = webhookIds.map((webhookId) =>
      newDelivery({ organizationId, webhookId, eventId, event: event.name, kind: 'EVENT' }, event.at, clock),
    );
    await executeWithNext(scope.db, scope.db.insertInto('webhook_deliveries').values(rows));
    const deliveryIds = rows.map((row) => row.id);
    scope.afterCommit(() => onCreated({ organizationId, webhookIds, deliveryIds }));
    return emitted(event.name);
  };
}

async function subscribers(scope: OrganizationScope, event: WebhookEventName): Promise<string[]> {
  const wanted = scope.db
    .selectFrom('webhook_endpoints as endpoint')
    .innerJoin('organizations as organization', 'organization.id', 'endpoint.organization_id')
    .select(['endpoint.id', 'endpoint.events'])
    .where('endpoint.organization_id', '=', scope.organizationId)
    .where('endpoint.status', '=', 'ENABLED')
    .where('organization.has_webhooks', '=', 1);
  // An endpoint that is read here cannot be deleted before its delivery is there; one that is being deleted is waited for.
  const locked = scope.dialect === 'postgres' ? wanted.forKeyShare('endpoint') : wanted;
  const endpoints = await locked.execute();
  return endpoints.filter((endpoint) => subscribedTo(endpoint.events).includes(event)).map(({ id }) => id);
}
