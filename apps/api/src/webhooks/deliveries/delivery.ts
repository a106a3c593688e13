import type { WebhookAttempt, WebhookDelivery } from '@atteny/contract/public';
import type { WebhookEventName } from '@atteny/contract';
import { numberAt, publicDocument } from '@atteny/contract/documents';
import type { WebhookAttemptsTable, WebhookDeliveriesTable } from '../../db/webhook-tables.ts';
import type { Executor } from '../../db/database.ts';
import { type Clock, instant } from '../../clock.ts';
import { newId } from '../../ids.ts';
import type { SentAttempt } from './attempt.ts';

/**
 * A delivery as the contract shows it. Due times are kept in real time: `clockOffsetMs` (world time minus real time)
 * turns them into the organization's. A suspended delivery has no next attempt to name.
 */
export function deliveryOf(
  row: Omit<WebhookDeliveriesTable, 'lease' | 'attempts_made'>,
  attempts: WebhookAttemptsTable[],
  clockOffsetMs: number,
): WebhookDelivery {
  const next = row.wake_at === null || row.due_at === null ? null : row.due_at + clockOffsetMs;
  return {
    id: row.id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    event: row.event,
    kind: row.kind,
    status: row.status,
    attempts: attempts.map(attemptOf),
    nextAttemptAt: instant(next),
    createdAt: instant(row.created_at),
    completedAt: instant(row.completed_at),
  };
}

/** What an older version stored is narrowed here, too: a list is readable whatever stands in it. */
export function attemptOf(row: WebhookAttemptsTable): WebhookAttempt {
  const shown = narrowed({
    durationMs: row.duration_ms,
    statusCode: row.status_code,
    error: row.error,
    redirectLocation: row.redirect_location,
    responseBody: row.response_body,
  });
  return {
    number: row.number,
    startedAt: instant(row.started_at),
    durationMs: shown.duration_ms,
    statusCode: shown.status_code,
    error: shown.error,
    redirectLocation: shown.redirect_location,
    responseBody: shown.response_body,
  };
}

/**
 * The attempts of some deliveries of one organization, those of each in their order. One that was made since the deliveries
 * were read is left out: it would stand beside a state that knows nothing of it.
 */
export async function attemptsOf(
  db: Executor,
  organizationId: string,
  deliveries: readonly Pick<WebhookDeliveriesTable, 'id' | 'attempts_made'>[],
): Promise<WebhookAttemptsTable[]> {
  if (deliveries.length === 0) return [];
  const made = new Map(deliveries.map(({ id, attempts_made }) => [id, attempts_made]));
  const attempts = await db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('delivery_id', 'in', [...made.keys()])
    .orderBy('number')
    .execute();
  return attempts.filter(({ delivery_id, number }) => number <= (made.get(delivery_id) ?? 0));
}

interface NewDelivery {
  organizationId: string;
  webhookId: string;
  eventId: string;
  event: WebhookEventName;
  kind: WebhookDelivery['kind'];
}

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

const bound = (property: keyof WebhookAttempt, keyword: string) =>
  numberAt(publicDocument, 'WebhookAttempt', 'properties', property, keyword);
const longestDuration = bound('durationMs', 'maximum');
const leastStatus = bound('statusCode', 'minimum');
const mostStatus = bound('statusCode', 'maximum');
const longestLocation = numberAt(publicDocument, 'RedirectLocation', 'maxLength');
const longestBody = bound('responseBody', 'maxLength');

/** What came from outside, as the contract can show it: whatever is stored can be listed. */
function narrowed({
  durationMs,
  statusCode,
  error,
  redirectLocation,
  responseBody,
}: Omit<SentAttempt['outcome'], 'retryAfter'>) {
  const isStatus = statusCode !== null && statusCode >= leastStatus && statusCode <= mostStatus;
  return {
    duration_ms: Math.min(Math.max(0, Math.round(durationMs)), longestDuration),
    status_code: isStatus ? statusCode : null,
    error: isStatus || statusCode === null ? error : 'INVALID_RESPONSE',
    redirect_location:
      redirectLocation !== null && redirectLocation.length <= longestLocation ? redirectLocation : null,
    response_body: responseBody?.slice(0, longestBody) ?? null,
  } as const;
}

/** A row of an attempt that was made; `number` counts from 1. */
export function newAttempt(
  delivery: { organizationId: string; deliveryId: string; number: number },
  { outcome, startedAt, sent, fault }: SentAttempt,
  clockOffsetMs: number,
): WebhookAttemptsTable {
  return {
    organization_id: delivery.organizationId,
    delivery_id: delivery.deliveryId,
    number: delivery.number,
    started_at: startedAt + clockOffsetMs,
    ...narrowed(outcome),
    url: sent?.url ?? null,
    request_headers: sent ? JSON.stringify(sent.headers) : null,
    fault: fault ? JSON.stringify(fault) : null,
  };
}
