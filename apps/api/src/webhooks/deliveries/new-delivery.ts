import type { WebhookEventName } from '@atteny/contract';
import type { Clock } from '../../clock.ts';
import { newId } from '../../ids.ts';

type NewDelivery = {
  organizationId: string;
  webhookId: string;
  eventId: string;
  event: WebhookEventName;
  kind: 'EVENT' | 'REDELIVERY';
};

/** A row that is due at once. `createdAt` is world time. */
export function newDelivery(delivery: NewDelivery, createdAt: number, clock: Clock) {
  const now = clock.now();
  return {
    organization_id: delivery.organizationId,
    id: newId('dlv'),
    webhook_id: delivery.webhookId,
    event_id: delivery.eventId,
    event: delivery.event,
    kind: delivery.kind,
    status: 'PENDING' as const,
    attempts_made: 0,
    due_at: now,
    wake_at: now,
    lease: null,
    created_at: createdAt,
    completed_at: null,
  };
}
