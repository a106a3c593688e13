import type { WebhookEventName } from '@atteny/contract';
import { sign } from '@atteny/webhooks';
import type { Clock } from '../../clock.ts';
import type { AttemptOutcome } from '../guarded-request/attempt-outcome.ts';
import type { GuardedClient } from '../guarded-request/guarded-client.ts';
import { signingSecrets } from '../secrets/endpoint-secrets.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';

export type AttemptTools = {
  guardedClient: GuardedClient;
  box: SecretBox;
  clock: Clock;
  random: () => number;
  /** Keep what was sent beside each attempt, for a journal. */
  keepsRequests: boolean;
};

/** What one request to a receiver says. */
export type AttemptRequest = {
  endpoint: WebhookEndpointsTable;
  event: WebhookEventName;
  eventId: string;
  deliveryId: string;
  /** Sent and signed as it is. */
  body: string;
  /** World time minus real time: secrets expire in world time, signatures are stamped in real time. */
  clockOffsetMs: number;
};

/** A request that was sent, and what came of it. */
export type SentAttempt = {
  outcome: AttemptOutcome;
  /** Real time in milliseconds. */
  startedAt: number;
  endedAt: number;
  /** What was sent, where it is kept. */
  sent?: { url: string; headers: Record<string, string> };
};

/** Signs a body and sends it once. Rejects only when a secret cannot be read. Times are real time. */
export async function sendAttempt(
  request: AttemptRequest,
  { guardedClient, box, clock, keepsRequests }: AttemptTools,
): Promise<SentAttempt> {
  const { endpoint, body } = request;
  const startedAt = clock.now();
  const signature = await sign({
    body,
    ...signingSecrets(endpoint, startedAt + request.clockOffsetMs, box),
    event: request.event,
    id: request.eventId,
    deliveryId: request.deliveryId,
    timestamp: new Date(startedAt),
  });
  const headers = { ...requestHeaders, ...signature };
  const outcome = await guardedClient.send({ url: endpoint.url, headers, body });
  const endedAt = clock.now();
  return { outcome, startedAt, endedAt, ...(keepsRequests && { sent: { url: endpoint.url, headers } }) };
}

const requestHeaders = {
  'content-type': 'application/json',
  'user-agent': 'Atteny-Webhooks/1.0',
  accept: '*/*',
} as const;
