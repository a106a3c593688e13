import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, matchers, type Sandbox } from '../sandbox.ts';
import { startReceiver } from './testing/receiver.ts';

let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  sandbox = await createSandbox();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await sandbox.close();
});

test('a world has a client, contacts that write, hours that pass, a journal, and matchers for it', async () => {
  const world = await sandbox.world();
  await world.client.POST('/webhooks', { body: { url: receiver.url, events: ['message.created'] } });
  const { message } = await world.inbound({ phoneNumber: '+5511987654321', content: 'Oi!' });
  await world.advance('1s');
  expect(message.content).toBe('Oi!');
  expect(
    await matchers.toHaveReceivedRequest(world, { operationId: 'createWebhookEndpoint', status: 201 }),
  ).toMatchObject({ pass: true });
  expect(await matchers.toHaveDelivered(world, { event: 'message.created' })).toMatchObject({ pass: true });
  const missing = await matchers.toHaveReceivedRequest(world, { operationId: 'sendMessage' });
  expect(missing.pass).toBe(false);
  expect(missing.message()).toContain('POST /api/v1/webhooks 201');
});

test('events come as they happen, faults and limits are one call, and a reset undoes them', async () => {
  const world = await sandbox.world({ seed: 'DEMO' });
  const events = world.events();
  const first = events.next();
  await world.inbound({ phoneNumber: '+5511987654321', content: 'Oi!' });
  await world.limits({ monthlyQuota: 5 });
  await world.faults({ seed: 1, rules: [{ on: 'REQUEST', effect: 'STATUS', status: 503, count: 1 }] });
  const statuses: number[] = [];
  for (let count = 0; count < 2; count += 1) {
    const { status } = await fetch(`${sandbox.baseUrl}/me`, {
      headers: { authorization: `Bearer ${world.apiKey}` },
    });
    statuses.push(status);
  }
  expect(statuses).toEqual([503, 200]);
  expect((await first).value).toMatchObject({ event: 'request', data: { fault: { effect: 'STATUS' } } });
  await events.return(undefined);
  expect((await world.faults()).rules).toMatchObject([{ hit: 1 }]);
  await world.reset();
  expect(await world.faults()).toEqual({ seed: null, rules: [] });
  await expect(world.advance('soon')).rejects.toThrow('validation_error');
  await world.delete();
});
