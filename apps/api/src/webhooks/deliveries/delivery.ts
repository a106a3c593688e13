import type { WebhookAttempt, WebhookDelivery } from '@atteny/contract/public';
import type { WebhookAttemptsTable, WebhookDeliveriesTable } from '../../db/webhook-tables.ts';

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
    nextAttemptAt: next === null ? null : new Date(next).toISOString(),
    createdAt: new Date(row.created_at).toISOString(),
    completedAt: row.completed_at === null ? null : new Date(row.completed_at).toISOString(),
  };
}

export function attemptOf(row: WebhookAttemptsTable): WebhookAttempt {
  return {
    number: row.number,
    startedAt: new Date(row.started_at).toISOString(),
    durationMs: row.duration_ms,
    statusCode: row.status_code,
    error: row.error,
    responseBody: row.response_body,
  };
}
