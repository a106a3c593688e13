import type { WebhookEventName } from '@atteny/contract';
import { sign } from '@atteny/webhooks';
import type { Clock } from '../../clock.ts';
import type { Door } from '../guarded-request/guarded-client.ts';
import { signingSecrets } from '../secrets/endpoint-secrets.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';
import type { Claim } from '../queue/claims.ts';
import type { Settlement } from '../queue/settle.ts';
import { judge } from './verdict.ts';

export type AttemptTools = {
  door: Door;
  box: SecretBox;
  clock: Clock;
  random: () => number;
  /** Keep what was sent beside each attempt, for a journal. */
  keepsRequests: boolean;
};

/** What one request to a receiver says. */
export type Parcel = {
  endpoint: WebhookEndpointsTable;
  event: WebhookEventName;
  eventId: string;
  deliveryId: string;
  /** Sent and signed as it is. */
  body: string;
  /** World time minus real time: secrets expire in world time, signatures are stamped in real time. */
  clockOffsetMs: number;
};

export type SentAttempt = Pick<Settlement, 'outcome' | 'startedAt' | 'endedAt' | 'sent'>;

/** Signs a body and sends it once. Rejects only when a secret cannot be read. Times are real time. */
export async function sendAttempt(
  parcel: Parcel,
  { door, box, clock, keepsRequests }: AttemptTools,
): Promise<SentAttempt> {
  const { endpoint, body } = parcel;
  const startedAt = clock.now();
  const signature = await sign({
    body,
    ...signingSecrets(endpoint, startedAt + parcel.clockOffsetMs, box),
    event: parcel.event,
    id: parcel.eventId,
    deliveryId: parcel.deliveryId,
    timestamp: new Date(startedAt),
  });
  const headers = { ...requestHeaders, ...signature };
  const outcome = await door.send({ url: endpoint.url, headers, body });
  const endedAt = clock.now();
  return { outcome, startedAt, endedAt, ...(keepsRequests && { sent: { url: endpoint.url, headers } }) };
}

/** Makes one attempt of a claimed delivery and judges it. Rejects only when a secret cannot be read. */
export async function attempt(claim: Claim, tools: AttemptTools): Promise<Settlement> {
  const { delivery, endpoint, body, clockOffsetMs } = claim;
  const parcel = {
    endpoint,
    event: delivery.event,
    eventId: delivery.event_id,
    deliveryId: delivery.id,
    body,
    clockOffsetMs,
  };
  const sent = await sendAttempt(parcel, tools);
  const verdict = judge(sent.outcome, delivery.attempts_made + 1, sent.endedAt, tools.random);
  return { claim, verdict, ...sent };
}

const requestHeaders = {
  'content-type': 'application/json',
  'user-agent': 'Atteny-Webhooks/1.0',
  accept: '*/*',
} as const;
