import {
  consoleOperations,
  delivery as promised,
  publicOperations,
  webhookEvents,
  type WebhookEventName,
} from '@atteny/contract';
import { complaintsAbout } from '../conformance/delivery.ts';
import { openReceiver, type Receiver } from '../target/receiver.ts';
import type { Exchange } from '../target/exchange.ts';
import { Session } from './session.ts';
import type { Check, CheckContext, Result } from './check.ts';

interface Delivery {
  id: string;
  eventId: string;
  status: string;
  kind: string;
  attempts: { number: number; statusCode: number | null; startedAt: string; durationMs: number }[];
  nextAttemptAt: string | null;
}

/** Real deliveries to a receiver on loopback, judged by the `webhooks` section. */
export const webhookChecks: Check = {
  name: 'webhooks',
  title: 'events are caused, delivered, signed, repeated, given up and redelivered as promised',
  skip: ({ worlds }) =>
    worlds ? undefined : 'needs --console, to let a contact write and to move the clock',
  async *run(context) {
    if (!context.worlds) return;
    const receiver = await openReceiver(context.recorder);
    try {
      const session = new Session(context, await context.worlds.create());
      const { id, secret } = await endpoint(session, receiver);
      yield await causes(context, session, receiver, secret);
      yield await testing(session, receiver, id, secret);
      yield await rotation(session, receiver, id, secret);
      yield await retries(session, receiver, id);
      yield await disabling(session, receiver, id);
    } finally {
      receiver.close();
    }
  },
};

async function endpoint(session: Session, receiver: Receiver): Promise<{ id: string; secret: string }> {
  const { data } = await session.call(
    'createWebhookEndpoint',
    { json: { url: receiver.url, events: webhookEvents } },
    201,
  );
  return { id: String(data['id']), secret: String(data['secret']) };
}

/** `x-atteny-emits`: each operation causes what it declares, and nothing else. */
async function causes(
  context: CheckContext,
  session: Session,
  receiver: Receiver,
  secret: string,
): Promise<Result> {
  const seen: WebhookEventName[] = [];
  const inbound = consoleOperations.simulateInboundMessage.emits;
  const { sendMessage, listMessages, createContact } = publicOperations;
  const declared: readonly WebhookEventName[] = [
    ...inbound,
    ...sendMessage.emits,
    ...listMessages.emits,
    ...createContact.emits,
  ];
  await session.world.inbound({ phoneNumber: '+5511987654321', content: 'Bom dia! 🥐' });
  await receiver.until(inbound.length);
  const { data, exchange } = await session.call(
    'sendMessage',
    { json: { content: 'Bom dia! Já vai.' } },
    201,
  );
  await receiver.until(inbound.length + sendMessage.emits.length);
  await session.call('listMessages', {}, 200);
  await session.call('createContact', { json: { phoneNumber: '+5541999990000' } }, 201);
  await receiver.until(declared.length);
  for (const arrival of receiver.arrivals) {
    const complaints = complaintsAbout(arrival, secret);
    for (const { message } of complaints) session.demand(false, exchange, 'delivery', message);
    const event = arrival.headers['x-atteny-event'] as WebhookEventName;
    seen.push(event);
    if (complaints.length === 0) context.ledger.noteEvent(event);
  }
  session.demand(
    seen.join() === declared.join(),
    exchange,
    'emits',
    `the deliveries were [${seen.join(', ')}] instead of ${declared.join(', ')}`,
  );
  const sent = receiver.arrivals[inbound.length]?.body ?? '{}';
  const body = JSON.parse(sent) as { data?: { message?: { id?: string } } };
  session.demand(
    body.data?.message?.id === (data['id'] as unknown),
    exchange,
    'delivery',
    'the event does not carry the message that was sent',
  );
  return session.result('causes: what x-atteny-emits declares arrives, signed and whole');
}

async function testing(
  session: Session,
  receiver: Receiver,
  webhookId: string,
  secret: string,
): Promise<Result> {
  const before = receiver.arrivals.length;
  const { data, exchange } = await session.call(
    'testWebhookEndpoint',
    { path: { webhookId }, json: { event: 'message.sent' } },
    200,
  );
  const { attempts, kind } = data as unknown as Delivery;
  session.demand(
    kind === 'TEST' && attempts.length === 1,
    exchange,
    'test',
    'Test answers with its one attempt',
  );
  const arrival = receiver.arrivals[before];
  session.demand(arrival !== undefined, exchange, 'delivery', 'the sample did not arrive');
  for (const { message } of arrival ? complaintsAbout(arrival, secret) : []) {
    session.demand(false, exchange, 'delivery', message);
  }
  await session.call(
    'updateWebhookEndpoint',
    { path: { webhookId }, json: { events: webhookEvents, status: 'DISABLED' } },
    200,
  );
  receiver.answer = 500;
  const failed = await session.call('testWebhookEndpoint', { path: { webhookId } }, 200);
  session.demand(
    (failed.data as unknown as Delivery).status === 'FAILED',
    failed.exchange,
    'test',
    'a failed test says so, with 200, on a disabled endpoint too',
  );
  receiver.answer = 200;
  await session.call('updateWebhookEndpoint', { path: { webhookId }, json: { status: 'ENABLED' } }, 200);
  return session.result('test: one signed sample, one attempt, also when disabled');
}

async function rotation(
  session: Session,
  receiver: Receiver,
  webhookId: string,
  old: string,
): Promise<Result> {
  const { data, exchange } = await session.call(
    'rotateWebhookSecret',
    { path: { webhookId }, json: { overlapHours: 1 } },
    200,
  );
  const next = String(data['secret']);
  session.demand(next !== old, exchange, 'rotation', 'the secret is the same');
  const deliver = async (): Promise<(typeof receiver.arrivals)[number]> => {
    const count = receiver.arrivals.length;
    await session.call('sendMessage', { json: { content: 'Troca' } }, 201);
    await receiver.until(count + 1);
    return receiver.arrivals[count] ?? { headers: {}, body: '' };
  };
  const during = await deliver();
  for (const { message } of complaintsAbout(during, old)) {
    session.demand(false, exchange, 'rotation', `during the overlap, old secret: ${message}`);
  }
  const swapped = {
    ...during,
    headers: { ...during.headers, 'x-atteny-signature': during.headers['x-atteny-signature-next'] ?? '' },
  };
  for (const { message } of complaintsAbout(swapped, next)) {
    session.demand(false, exchange, 'rotation', `during the overlap, new secret: ${message}`);
  }
  await session.world.advance('61m');
  const after = await deliver();
  for (const { message } of complaintsAbout(after, next)) {
    session.demand(false, exchange, 'rotation', `after the overlap: ${message}`);
  }
  session.demand(
    after.headers['x-atteny-signature-next'] === undefined &&
      !(after.headers['webhook-signature'] ?? '').includes(' '),
    exchange,
    'rotation',
    'the old secret still signs after the overlap',
  );
  return session.result('rotation: both secrets during the overlap, the new one alone after it');
}

/** One delivery to a receiver that always fails: how often, when, and what redelivering does. */
async function retries(session: Session, receiver: Receiver, webhookId: string): Promise<Result> {
  receiver.answer = 503;
  const start = receiver.arrivals.length;
  await session.call('sendMessage', { json: { content: 'Vai falhar' } }, 201);
  await receiver.until(start + 1);
  const waiting = await session.call(
    'listWebhookDeliveries',
    { path: { webhookId }, query: { status: 'PENDING' } },
    200,
  );
  const pending = waiting.data as unknown as Delivery[];
  session.demand(
    pending.length > 0 && pending.every(({ status }) => status === 'PENDING'),
    waiting.exchange,
    'filter',
    `a delivery that will be tried again is PENDING, and nothing else is listed (${pending.map(({ status }) => status).join()})`,
  );
  await session.world.advance('4h');
  const arrivals = receiver.arrivals.slice(start);
  const { data, exchange } = await session.call(
    'listWebhookDeliveries',
    { path: { webhookId }, query: { status: 'FAILED' } },
    200,
  );
  const failed = (data as unknown as Delivery[])[0];
  session.demand(
    arrivals.length === promised.delaysSeconds.length && failed?.attempts.length === arrivals.length,
    exchange,
    'attempts',
    `${arrivals.length} attempts instead of ${promised.delaysSeconds.length}`,
  );
  session.demand(
    new Set(arrivals.map(({ body, headers }) => `${headers['x-atteny-delivery']} ${body}`)).size === 1,
    exchange,
    'attempts',
    'attempts differ in body or delivery id',
  );
  for (const complaint of schedule(failed)) session.demand(false, exchange, 'schedule', complaint);
  receiver.answer = 200;
  const again = await session.call(
    'redeliverWebhookDelivery',
    { path: { webhookId, deliveryId: failed?.id ?? 'nao_ha' } },
    202,
  );
  const redelivery = again.data as unknown as Delivery;
  session.demand(
    redelivery.kind === 'REDELIVERY' &&
      redelivery.id !== failed?.id &&
      redelivery.eventId === failed?.eventId,
    again.exchange,
    'redeliver',
    'a redelivery is a new delivery of the same event',
  );
  await receiver.until(start + arrivals.length + 1);
  const all = await session.call(
    'redeliverFailedWebhookDeliveries',
    { path: { webhookId }, json: { since: '2020-01-01T00:00:00.000Z' } },
    202,
  );
  session.demand(
    (all.data['redelivered'] as unknown) === 0,
    all.exchange,
    'redeliver',
    'what has arrived since is redelivered again',
  );
  await session.call(
    'redeliverWebhookDelivery',
    { path: { webhookId, deliveryId: 'nao_ha' } },
    404,
    'not_found',
  );
  return session.result(`retries: ${promised.delaysSeconds.length} attempts on schedule, then redelivered`);
}

function schedule(delivery: Delivery | undefined): string[] {
  const attempts = delivery?.attempts ?? [];
  return attempts.slice(1).flatMap((attempt, index) => {
    const before = attempts[index];
    const expected = promised.delaysSeconds[index + 1] ?? 0;
    const waited =
      (Date.parse(attempt.startedAt) - Date.parse(before?.startedAt ?? '') - (before?.durationMs ?? 0)) /
      1000;
    const [least, most] = [expected * (1 - promised.jitter) - 1, expected * (1 + promised.jitter) + 1];
    return waited >= least && waited <= most
      ? []
      : [
          `attempt ${attempt.number} came ${waited.toFixed(1)} s after the one before, not ${expected} s ± ${promised.jitter * 100} %`,
        ];
  });
}

async function disabling(session: Session, receiver: Receiver, webhookId: string): Promise<Result> {
  receiver.answer = 500;
  const count = promised.disableAfterFailedDeliveries;
  for (let index = 0; index < count; index++) {
    await session.call('sendMessage', { json: { content: `Falha ${index}` } }, 201);
  }
  await session.world.advance('8h');
  const disabled = await session.call('getWebhookEndpoint', { path: { webhookId } }, 200);
  demandStatus(session, disabled, 'FAILURES');
  await session.call('listWebhookEndpoints', {}, 200);
  const { data } = await session.call(
    'listWebhookDeliveries',
    { path: { webhookId }, query: { status: 'FAILED' } },
    200,
  );
  const [failed] = data as unknown as Delivery[];
  await session.call(
    'redeliverWebhookDelivery',
    { path: { webhookId, deliveryId: failed?.id ?? 'nao_ha' } },
    409,
    'webhook_disabled',
  );
  await session.call(
    'redeliverFailedWebhookDeliveries',
    { path: { webhookId }, json: { since: '2020-01-01T00:00:00.000Z' } },
    409,
    'webhook_disabled',
  );
  await session.call('updateWebhookEndpoint', { path: { webhookId }, json: { status: 'ENABLED' } }, 200);
  receiver.answer = promised.disableOnStatus;
  const before = receiver.arrivals.length;
  await session.call('sendMessage', { json: { content: 'Ninguém em casa' } }, 201);
  await receiver.until(before + 1);
  await session.world.advance('1s');
  demandStatus(session, await session.call('getWebhookEndpoint', { path: { webhookId } }, 200), 'GONE');
  await session.call('listWebhookEndpoints', {}, 200);
  await session.call('deleteWebhookEndpoint', { path: { webhookId } }, 200);
  await session.call('getWebhookEndpoint', { path: { webhookId } }, 404, 'not_found');
  return session.result(
    `disabling: after ${count} failed deliveries, at once on ${promised.disableOnStatus}`,
  );
}

function demandStatus(
  session: Session,
  { data, exchange }: { data: Record<string, unknown>; exchange: Exchange },
  reason: string,
): void {
  session.demand(
    data['status'] === 'DISABLED' && data['disabledReason'] === reason && data['disabledAt'] !== null,
    exchange,
    'disabling',
    `the endpoint is ${String(data['status'])} (${String(data['disabledReason'])}), not DISABLED (${reason})`,
  );
}
