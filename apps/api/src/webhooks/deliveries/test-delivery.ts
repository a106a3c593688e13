import { type WebhookEventName, webhooks } from '@atteny/contract';
import type { WebhookDelivery } from '@atteny/contract/public';
import { publicDocument } from '@atteny/contract/documents';
import { newId } from '../../ids.ts';
import { afterTheFact } from '../../operation-handler.ts';
import type { OrganizationScope, TransactionScope } from '../../organizations/scope.ts';
import type { Notices } from '../notices.ts';
import { endpointExists } from '../endpoints/status.ts';
import { subscribedTo } from '../endpoints/store.ts';
import { type AttemptTools, sendAttempt } from './attempt.ts';
import { isSuccess } from './verdict.ts';
import { deliveryOf, newAttempt, newDelivery } from './delivery.ts';
import { deliveryStore } from './store.ts';
import { instant } from '../../clock.ts';

/**
 * Sends a sample of a subscribed event once, now, whether or not the endpoint is enabled, and writes it down without
 * counting it. Without `event` it is the first one subscribed to. `unknown`: no such endpoint; `not-subscribed`: the
 * endpoint does not receive that event.
 */
export async function testDelivery(
  scope: OrganizationScope,
  webhookId: string,
  wanted: WebhookEventName | undefined,
  tools: AttemptTools & { notices: Notices },
): Promise<WebhookDelivery | 'unknown' | 'not-subscribed'> {
  const { organizationId } = scope;
  const endpoint = await scope.db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', webhookId)
    .executeTakeFirst();
  if (!endpoint) return 'unknown';
  const subscribed = subscribedTo(endpoint.events);
  const event = wanted ?? subscribed[0];
  if (event === undefined || !subscribed.includes(event)) return 'not-subscribed';

  const clockOffsetMs = await deliveryStore(scope).clockOffset();
  const createdAt = scope.now();
  const eventId = newId('evt');
  const deliveryId = newId('dlv');
  const body = sampleBody(event, eventId, createdAt);
  const sent = await sendAttempt(
    { endpoint, event, eventId, deliveryId, attempt: 1, body, clockOffsetMs },
    tools,
  );

  const delivery = {
    ...newDelivery({ organizationId, webhookId, eventId, event, kind: 'TEST' }, createdAt, tools.clock),
    id: deliveryId,
    status: isSuccess(sent.outcome) ? ('SUCCEEDED' as const) : ('FAILED' as const),
    attempts_made: 1,
    due_at: null,
    wake_at: null,
    completed_at: sent.endedAt + clockOffsetMs,
  };
  const attempt = newAttempt({ organizationId, deliveryId, number: 1 }, sent, clockOffsetMs);
  const kept = async (inside: TransactionScope) => {
    const { db } = inside;
    // The endpoint may have been deleted while the test was under way.
    if (!(await endpointExists(inside, webhookId))) return 'unknown';
    const sample = { organization_id: organizationId, id: eventId, event, body, created_at: createdAt };
    await db.insertInto('webhook_events').values(sample).execute();
    await db.insertInto('webhook_deliveries').values(delivery).execute();
    await db.insertInto('webhook_attempts').values(attempt).execute();
    inside.afterCommit(() =>
      tools.notices.created?.({ organizationId, webhookIds: [], deliveryIds: [deliveryId] }),
    );
    return deliveryOf(delivery, [attempt], clockOffsetMs);
  };
  return await afterTheFact(() => scope.transaction(kept));
}

interface Example {
  value?: { data?: unknown };
}

/** What a sample of each event carries: the first example that the contract gives of it. */
const samples = new Map(
  Object.entries(webhooks).map(([id, event]): [WebhookEventName, unknown] => {
    const item = publicDocument.webhooks?.[id];
    const body = item && 'post' in item ? item.post?.requestBody : undefined;
    const examples = body && 'content' in body ? body.content['application/json']?.examples : undefined;
    const [example] = Object.values(examples ?? {}) as Example[];
    if (example?.value?.data === undefined) throw new Error(`The contract has no example of ${event}.`);
    return [event, example.value.data];
  }),
);

/** The body of a sample event, as text; `at` is world time in milliseconds. */
export function sampleBody(event: WebhookEventName, eventId: string, at: number): string {
  return JSON.stringify({
    id: eventId,
    event,
    createdAt: instant(at),
    data: samples.get(event),
  });
}
