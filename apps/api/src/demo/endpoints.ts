import { webhookEvents, type WebhookEventName, webhooks } from '@atteny/contract';
import { type Clock, minuteMs } from '../clock.ts';
import { newId } from '../ids.ts';
import type { TransactionScope } from '../organizations/scope.ts';
import { sendAttempt } from '../webhooks/deliveries/attempt.ts';
import { newAttempt, newDelivery } from '../webhooks/deliveries/delivery.ts';
import { sampleBody } from '../webhooks/deliveries/test-delivery.ts';
import { isSuccess } from '../webhooks/deliveries/verdict.ts';
import { disableEndpoint } from '../webhooks/endpoints/status.ts';
import { endpointStore } from '../webhooks/endpoints/store.ts';
import type { AttemptOutcome } from '../webhooks/guarded-request/attempt-outcome.ts';
import type { SecretBox } from '../webhooks/secrets/secret-box.ts';
import { shownBy } from './people.ts';

export interface SeedTools {
  readonly box: SecretBox;
  readonly clock: Clock;
}

/** The shop's endpoint, whose receiver took one event and then was gone, and an older one that nobody uses. */
const shop = {
  id: shownBy('getWebhookEndpoint', 'webhookId'),
  url: 'https://loja.padariaestrela.example/webhooks/atteny',
  description: 'Pedidos da loja virtual',
  events: [...webhookEvents],
};
const oldShop = {
  id: shownBy('deleteWebhookEndpoint', 'webhookId'),
  url: 'https://loja-antiga.padariaestrela.example/atteny',
  description: 'Loja antiga',
  events: [webhooks.onMessageCreated],
};

const took: AttemptOutcome = {
  durationMs: 182,
  statusCode: 200,
  error: null,
  redirectLocation: null,
  responseBody: 'ok',
  retryAfter: null,
};
const gone: AttemptOutcome = { ...took, durationMs: 96, statusCode: 410, responseBody: 'loja fora do ar' };

/** Endpoints with their past, all disabled: a demo sends nothing to anybody until somebody enables one. */
export async function seedEndpoints(present: TransactionScope, tools: SeedTools): Promise<void> {
  const ago = (minutes: number): TransactionScope => {
    const at = present.now() - minutes * minuteMs;
    const past: TransactionScope = { ...present, now: () => at, transaction: (work) => work(past) };
    return past;
  };
  const endpointTools = { ...tools, notices: {} };
  await endpointStore(ago(50), endpointTools).create(oldShop, oldShop.id);
  await disable(ago(40), oldShop.id, 'MANUAL');
  await endpointStore(ago(30), endpointTools).create(shop, shop.id);
  const shown = shownBy('redeliverWebhookDelivery', 'deliveryId');
  await seedDelivery(ago(20), webhooks.onMessageCreated, { id: shown, outcome: took }, tools);
  await seedDelivery(ago(10), webhooks.onMessageSent, { id: newId('dlv'), outcome: gone }, tools);
  await disable(ago(10), shop.id, 'GONE');
}

async function disable(
  past: TransactionScope,
  webhookId: string,
  reason: Parameters<typeof disableEndpoint>[2],
): Promise<void> {
  await disableEndpoint(past.db, { organizationId: past.organizationId, webhookId }, reason, past.now());
}

/** An event, and its one attempt at the shop's receiver, signed as it was sent. */
async function seedDelivery(
  past: TransactionScope,
  event: WebhookEventName,
  { id, outcome }: { id: string; outcome: AttemptOutcome },
  { box, clock }: SeedTools,
): Promise<void> {
  const { db, organizationId } = past;
  const createdAt = past.now();
  const eventId = newId('evt');
  const body = sampleBody(event, eventId, createdAt);
  const endpoint = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', shop.id)
    .executeTakeFirstOrThrow();
  const sent = await sendAttempt(
    { endpoint, event, eventId, deliveryId: id, attempt: 1, body, clockOffsetMs: 0 },
    {
      box,
      clock: { now: () => createdAt },
      guardedClient: { send: () => Promise.resolve(outcome), refusalOf: () => Promise.resolve(null) },
      random: () => 0,
      keepsRequests: true,
    },
  );
  await db
    .insertInto('webhook_events')
    .values({ organization_id: organizationId, id: eventId, event, body, created_at: createdAt })
    .execute();
  await db
    .insertInto('webhook_deliveries')
    .values({
      ...newDelivery({ organizationId, webhookId: shop.id, eventId, event, kind: 'EVENT' }, createdAt, clock),
      id,
      status: isSuccess(outcome) ? 'SUCCEEDED' : 'FAILED',
      attempts_made: 1,
      due_at: null,
      wake_at: null,
      completed_at: createdAt + outcome.durationMs,
    })
    .execute();
  await db
    .insertInto('webhook_attempts')
    .values(newAttempt({ organizationId, deliveryId: id, number: 1 }, sent, 0))
    .execute();
}
