import { webhooks } from '@atteny/contract';
import { verify } from '@atteny/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReceiver } from '../../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';

let sandbox: TestSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await startReceiver();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

test('every request is in the journal with its reply, refused ones too, and without secrets', async () => {
  const world = await createWorld(sandbox, {}, receiver.url);
  await world.api('GET', '/contacts?limit=500');
  const { data, meta } = await world.console('GET', '/requests');
  expect(meta.total).toBe(2);
  const [refused, created] = data;
  expect(refused).toMatchObject({
    method: 'GET',
    target: '/api/v1/contacts?limit=500',
    operationId: 'listContacts',
    status: 400,
    code: 'validation_error',
    requestBody: null,
  });
  expect(created).toMatchObject({ operationId: 'createWebhookEndpoint', status: 201, code: null });
  expect(JSON.parse(created.requestBody)).toMatchObject({ url: receiver.url });
  const text = JSON.stringify(data);
  expect(text).not.toContain(world.key);
  expect(text).not.toContain(world.endpoint.secret);
  expect(created.requestHeaders.authorization).toBe(`Bearer ${world.key.slice(0, 12)}…`);
});

test('requests can be asked for by operation, status and time', async () => {
  const world = await createWorld(sandbox);
  await world.api('GET', '/contacts');
  await world.api('GET', '/conversations');
  await world.api('GET', '/contacts/ctt_none');
  expect((await world.console('GET', '/requests?operationId=listContacts')).meta.total).toBe(1);
  expect((await world.console('GET', '/requests?status=404')).data[0].operationId).toBe('getContact');
  await world.advance('1h');
  const { data } = await world.console('GET');
  const since = new Date(Date.parse(data.clock.now) - 60_000).toISOString();
  expect((await world.console('GET', `/requests?since=${since}`)).meta.total).toBe(0);
  expect((await world.console('GET', `/requests?until=${since}`)).meta.total).toBe(3);
  const [, middle] = (await world.console('GET', '/requests')).data;
  const before = (await world.console('GET', `/requests?until=${middle.at}`)).data;
  expect(before.every(({ at }: { at: string }) => at < middle.at)).toBe(true);
});

test('a delivery is in the journal with the exact body and headers, enough to verify it again', async () => {
  const world = await createWorld(sandbox, {}, receiver.url);
  await world.inbound();
  await world.advance('1s');
  const { data } = await world.console('GET', '/deliveries?status=SUCCEEDED&event=message.created');
  expect(data).toHaveLength(1);
  const [{ requestBody, attempts }] = data;
  expect(attempts).toMatchObject([{ number: 1, url: receiver.url, statusCode: 200, responseBody: 'ok' }]);
  const [{ requestHeaders }] = attempts;
  const event = await verify({ body: requestBody, headers: requestHeaders, secret: world.endpoint.secret });
  expect(event.event).toBe(webhooks.onMessageCreated);
});
