import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limits, webhookEvents, webhooks } from '@atteny/contract';
import type { Conversation, WebhookDelivery, WebhookEndpointWithSecret } from '@atteny/contract/public';
import { SignatureMismatchError, verify } from '@atteny/webhooks';
import { createSandbox, type Sandbox } from '../../sandbox.ts';
import { ok, startReceiver, status } from '../testing/receiver.ts';

let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
// A sandbox of its own for each test: an organization has so many requests a minute.
beforeEach(async () => {
  sandbox = await createSandbox();
  receiver = await startReceiver();
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

interface Reply<Data> {
  readonly status: number;
  readonly data: Data;
  readonly details?: unknown;
}

/** Calls the API; `Data` is what the reply of a success shows. */
async function call<Data = unknown>(method: string, path: string, body?: unknown): Promise<Reply<Data>> {
  const response = await fetch(sandbox.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { ...((await response.json()) as Reply<Data>), status: response.status };
}
const events = webhookEvents;
const create = async (more: object = {}): Promise<WebhookEndpointWithSecret> =>
  (await call<WebhookEndpointWithSecret>('POST', '/webhooks', { url: receiver.url, events, ...more })).data;
async function sendMessage(): Promise<void> {
  const { data } = await call<Conversation[]>('GET', '/conversations');
  const sent = await call('POST', `/conversations/${data[0]?.id}/messages`, { content: 'Bom dia!' });
  expect(sent.status).toBe(201);
}
const deliveriesOf = async (id: string): Promise<WebhookDelivery[]> =>
  (await call<WebhookDelivery[]>('GET', `/webhooks/${id}/deliveries`)).data;
const untilSettled = (id: string, count: number) =>
  vi.waitFor(
    async () => {
      const deliveries = await deliveriesOf(id);
      expect(deliveries.filter(({ attempts }) => attempts.length > 0)).toHaveLength(count);
      return deliveries;
    },
    { timeout: 15_000 },
  );

test('the secret is shown when an endpoint is created, and never again', async () => {
  const created = await create({ description: 'Pedidos' });
  expect(created.secret).toMatch(/^whsec_/);
  for (const path of ['/webhooks', `/webhooks/${created.id}`]) {
    expect(JSON.stringify(await call('GET', path))).not.toContain(created.secret.slice(6));
  }
  const changed = await call('PATCH', `/webhooks/${created.id}`, { description: null });
  expect(changed.data).toMatchObject({ id: created.id, description: null, url: receiver.url });
  expect(changed.data).not.toHaveProperty('secret');
});

test.each([
  ['http://10.0.0.1/', 'deve levar a um endereço público da internet'],
  ['https://192.168.0.1/', 'deve levar a um endereço público da internet'],
])('the address %s is refused with a reason', async (url, message) => {
  for (const refused of [
    await call('POST', '/webhooks', { url, events }),
    await call('PATCH', `/webhooks/${(await create()).id}`, { url }),
  ]) {
    expect(refused).toMatchObject({ status: 400, code: 'validation_error' });
    expect(refused.details).toEqual([{ path: '/body/url', message }]);
  }
});

test('there is room for as many endpoints as the contract says, and one more is a conflict', async () => {
  // The demo organization begins with those of the documentation's samples.
  const { data: there } = await call<unknown[]>('GET', '/webhooks');
  const room = limits.webhookEndpoints - there.length;
  const all = Array.from({ length: room + 3 }, () =>
    call('POST', '/webhooks', { url: receiver.url, events }),
  );
  const statuses = (await Promise.all(all)).map((reply) => reply.status);
  expect(statuses.filter((each) => each === 201)).toHaveLength(room);
  expect(statuses.filter((each) => each === 409)).toHaveLength(3);
});

test('a message that is sent arrives signed, and the delivery shows its attempt', async () => {
  const { id, secret } = await create();
  await sendMessage();
  const [delivery] = await untilSettled(id, 1);
  expect(delivery).toMatchObject({
    event: webhooks.onMessageSent,
    kind: 'EVENT',
    status: 'SUCCEEDED',
    nextAttemptAt: null,
  });
  const [received] = receiver.received;
  const event = await verify({ body: received?.body ?? '', headers: received?.headers ?? {}, secret });
  expect(event).toMatchObject({ id: delivery?.eventId, event: webhooks.onMessageSent });
});

test('a test is sent once, also to a disabled endpoint, and does not count', async () => {
  const { id } = await create({ events: [webhooks.onMessageSent] });
  await call('PATCH', `/webhooks/${id}`, { status: 'DISABLED' });
  receiver.answerWith(status(500));
  const failed = await call<WebhookDelivery>('POST', `/webhooks/${id}/test`);
  expect(failed.data).toMatchObject({
    kind: 'TEST',
    event: webhooks.onMessageSent,
    status: 'FAILED',
    nextAttemptAt: null,
  });
  expect(failed.data.attempts).toMatchObject([{ number: 1, statusCode: 500, responseBody: 'status 500' }]);
  expect((await call('GET', `/webhooks/${id}`)).data).toMatchObject({
    status: 'DISABLED',
    consecutiveFailures: 0,
  });
  const other = await call('POST', `/webhooks/${id}/test`, { event: webhooks.onMessageCreated });
  expect(other).toMatchObject({ status: 400, details: [{ path: '/body/event' }] });
});

test('a redirect is named in the attempt, when it is made and when it is listed, without what may be secret', async () => {
  const { id } = await create();
  receiver.answerWith(status(308, { location: '/atteny/?token=secret' }));
  const redirectLocation = new URL('/atteny/', receiver.url).href;
  const attempts = [{ number: 1, statusCode: 308, error: null, redirectLocation }];
  expect((await call<WebhookDelivery>('POST', `/webhooks/${id}/test`)).data.attempts).toMatchObject(attempts);
  await sendMessage();
  expect(await untilSettled(id, 2)).toMatchObject([{ attempts }, { attempts }]);
});

test('during a rotation both secrets sign; a second one keeps the oldest and the earlier end', async () => {
  const { id, secret: first } = await create();
  const { data: second } = await call<WebhookEndpointWithSecret>('POST', `/webhooks/${id}/rotate-secret`, {
    overlapHours: 2,
  });
  const { data: third } = await call<WebhookEndpointWithSecret>('POST', `/webhooks/${id}/rotate-secret`);
  expect(third.previousSecretExpiresAt).toBe(second.previousSecretExpiresAt);
  await call('POST', `/webhooks/${id}/test`);
  const [{ body, headers } = { body: '', headers: {} }] = receiver.received;
  await expect(verify({ body, headers, secret: first })).resolves.toBeDefined();
  await expect(verify({ body, headers, secret: third.secret })).resolves.toBeDefined();
  await expect(verify({ body, headers, secret: second.secret })).rejects.toThrow(SignatureMismatchError);

  const { data: atOnce } = await call<WebhookEndpointWithSecret>('POST', `/webhooks/${id}/rotate-secret`, {
    overlapHours: 0,
  });
  expect(atOnce.previousSecretExpiresAt).toBeNull();
  await call('POST', `/webhooks/${id}/test`);
  expect(receiver.received[1]?.headers).not.toHaveProperty('x-atteny-signature-next');
});

test('a delivery is sent once more as a new delivery of the same event', async () => {
  const { id } = await create();
  await sendMessage();
  const [first] = await untilSettled(id, 1);
  const again = await call('POST', `/webhooks/${id}/deliveries/${first?.id}/redeliver`);
  expect(again).toMatchObject({
    status: 202,
    data: { kind: 'REDELIVERY', eventId: first?.eventId, attempts: [] },
  });
  await untilSettled(id, 2);
  const [one, two] = receiver.received;
  expect(two?.body).toBe(one?.body);
  expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id']);
  expect(two?.headers['x-atteny-delivery']).not.toBe(one?.headers['x-atteny-delivery']);
});

test('deliveries are listed by their status, when one is asked for', async () => {
  const { id } = await create();
  await sendMessage();
  await untilSettled(id, 1);
  const listed = async (asked: string) =>
    (await call('GET', `/webhooks/${id}/deliveries?status=${asked}`)).data;
  expect(await listed('PENDING')).toEqual([]);
  expect(await listed('SUCCEEDED')).toMatchObject([{ status: 'SUCCEEDED' }]);
});

test('what failed is sent once more after the endpoint is enabled, and only once', async () => {
  receiver.answerWith(status(410));
  const { id } = await create();
  // A leap second, which is an instant of RFC 3339 and none of Date's.
  const since = '2016-12-31T23:59:60.000Z';
  await sendMessage();
  await untilSettled(id, 1);
  const path = `/webhooks/${id}/redeliver-failed`;
  expect(await call('POST', path, { since })).toMatchObject({ status: 409, code: 'webhook_disabled' });
  receiver.answerWith(ok);
  await call('PATCH', `/webhooks/${id}`, { status: 'ENABLED' });
  expect(await call('POST', path, { since: new Date(Date.now() + 60_000).toISOString() })).toMatchObject({
    data: { redelivered: 0 },
  });
  expect(await call('POST', path, { since })).toMatchObject({ status: 202, data: { redelivered: 1 } });
  expect(await call('POST', path, { since })).toMatchObject({ status: 202, data: { redelivered: 0 } });
  await untilSettled(id, 2);
});

test('an endpoint that is suspended keeps what waits, and resumes it', async () => {
  receiver.answerWith(status(500));
  const { id } = await create();
  await sendMessage();
  await untilSettled(id, 1);
  await call('PATCH', `/webhooks/${id}`, { status: 'DISABLED' });
  expect(await deliveriesOf(id)).toMatchObject([{ status: 'PENDING', nextAttemptAt: null }]);
  await call('PATCH', `/webhooks/${id}`, { status: 'ENABLED' });
  const [resumed] = await deliveriesOf(id);
  expect(resumed?.nextAttemptAt).not.toBeNull();
});

test('what is not there is 404, whatever is asked of it', async () => {
  const { id } = await create();
  const replies = await Promise.all([
    call('GET', '/webhooks/whk_none'),
    call('PATCH', '/webhooks/whk_none', { description: null }),
    call('DELETE', '/webhooks/whk_none'),
    call('POST', '/webhooks/whk_none/test'),
    call('POST', '/webhooks/whk_none/rotate-secret'),
    call('GET', '/webhooks/whk_none/deliveries'),
    call('POST', `/webhooks/${id}/deliveries/dlv_none/redeliver`),
    call('POST', '/webhooks/whk_none/redeliver-failed', { since: '2026-01-01T00:00:00.000Z' }),
  ]);
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([404]));
});
