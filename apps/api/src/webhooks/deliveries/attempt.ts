import { createHmac } from 'node:crypto';
import type { WebhookEventName } from '@atteny/contract';
import type { SignOptions } from '@atteny/webhooks';
import type { Clock } from '../../clock.ts';
import type { AttemptOutcome } from '../guarded-request/attempt-outcome.ts';
import type { GuardedClient } from '../guarded-request/guarded-client.ts';
import { signingSecrets } from '../secrets/endpoint-secrets.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';

export interface AttemptTools {
  guardedClient: GuardedClient;
  box: SecretBox;
  clock: Clock;
  random: () => number;
  /** Keep what was sent beside each attempt, for a journal. */
  keepsRequests: boolean;
  /** What a sandbox does to attempts on purpose. */
  interference?: Interference | undefined;
}

/** What may be sent otherwise than it should be. */
export interface AttemptChanges {
  /** Never sent: it ends as a connection that failed. */
  drop?: boolean;
  /** Changes the body after it was signed. */
  tamper?: (body: string) => string;
  /** Signs with this secret instead of the endpoint's. */
  secret?: string;
  timestampShiftMs?: number;
  /** Name of the event, in headers and body. */
  event?: string;
}

/** Sends one request of an attempt. */
type Send = (changes?: AttemptChanges) => Promise<Pick<SentAttempt, 'outcome' | 'sent'>>;

/** Stands around the sending of every attempt; what it did goes into `fault`. */
export type Interference = (
  request: AttemptRequest,
  send: Send,
) => Promise<Pick<SentAttempt, 'outcome' | 'sent' | 'fault'>>;

/** What one request to a receiver says. */
export interface AttemptRequest {
  endpoint: WebhookEndpointsTable;
  event: WebhookEventName;
  eventId: string;
  deliveryId: string;
  /** Number of the attempt within its delivery, from 1. */
  attempt: number;
  /** Sent and signed as it is. */
  body: string;
  /** World time minus real time: secrets expire in world time, signatures are stamped in real time. */
  clockOffsetMs: number;
}

/** A request that was sent, and what came of it. */
export interface SentAttempt {
  outcome: AttemptOutcome;
  /** Real time in milliseconds. */
  startedAt: number;
  endedAt: number;
  /** What was sent, where it is kept. */
  sent?: { url: string; headers: Record<string, string> };
  /** What was done to it on purpose. */
  fault?: { rule: string; effect: string };
}

/** Signs a body and sends it once. Rejects only when a secret cannot be read. Times are real time. */
export async function sendAttempt(request: AttemptRequest, tools: AttemptTools): Promise<SentAttempt> {
  const startedAt = tools.clock.now();
  const send: Send = (changes) => signAndSend(request, tools, startedAt, changes);
  const done = await (tools.interference?.(request, send) ?? send());
  return { ...done, startedAt, endedAt: tools.clock.now() };
}

async function signAndSend(
  request: AttemptRequest,
  { guardedClient, box, keepsRequests }: AttemptTools,
  startedAt: number,
  { drop, tamper, secret, timestampShiftMs = 0, event = request.event }: AttemptChanges = {},
): ReturnType<Send> {
  const { endpoint } = request;
  const body =
    event === request.event ? request.body : JSON.stringify({ ...JSON.parse(request.body), event });
  const signature = signatureHeaders({
    body,
    ...(secret === undefined ? signingSecrets(endpoint, startedAt + request.clockOffsetMs, box) : { secret }),
    event,
    id: request.eventId,
    deliveryId: request.deliveryId,
    timestamp: new Date(startedAt + timestampShiftMs),
  });
  const headers = { ...requestHeaders, ...signature };
  const outcome = drop
    ? dropped
    : await guardedClient.send({ url: endpoint.url, headers, body: tamper?.(body) ?? body });
  return { outcome, ...(keepsRequests && { sent: { url: endpoint.url, headers } }) };
}

const dropped: AttemptOutcome = {
  durationMs: 0,
  statusCode: null,
  error: 'CONNECTION_FAILED',
  redirectLocation: null,
  responseBody: null,
  retryAfter: null,
};

const requestHeaders = {
  'content-type': 'application/json',
  'user-agent': 'Atteny-Webhooks/1.0',
  accept: '*/*',
} as const;

/** What a delivery's headers are made of: all of it known to the sender. */
type Signed = Required<Pick<SignOptions, 'secret' | 'event' | 'id' | 'deliveryId' | 'timestamp'>> &
  Pick<SignOptions, 'nextSecret'> & { readonly body: string };

/**
 * The headers that `sign` of @atteny/webhooks gives, at once. It runs wherever the web's cryptography does, which makes each
 * signature on another thread: the way there and back costs ten times as much as the signature.
 */
export function signatureHeaders({ body, secret, nextSecret, event, id, deliveryId, timestamp }: Signed) {
  const secrets = [secret, ...(nextSecret === undefined ? [] : [nextSecret])];
  const seconds = String(Math.floor(timestamp.getTime() / 1000));
  const content = `${id}.${seconds}.${body}`;
  const [current = '', next] = secrets.map(
    (key) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
  );
  const standard = secrets.map((key) => {
    const bytes = Buffer.from(key.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', bytes).update(content).digest('base64')}`;
  });
  return {
    'X-Atteny-Signature': current,
    ...(next !== undefined && { 'X-Atteny-Signature-Next': next }),
    'X-Atteny-Event': event,
    'X-Atteny-Delivery': deliveryId,
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': standard.join(' '),
  };
}
