import { type OperationId, publicOperations } from '@atteny/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, startSandbox, type TestSandbox } from '../testing/sandbox.ts';
import { shownBy } from './people.ts';

let sandbox: TestSandbox;
let world: Awaited<ReturnType<typeof createWorld>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  world = await createWorld(sandbox, { seed: 'DEMO' });
});
afterAll(() => sandbox.close());

const reads = Object.values(publicOperations).filter(
  ({ method, path }) => method === 'get' && path.includes('{'),
);

test.each(reads)('what the samples of $operationId ask for is there', async ({ operationId, path }) => {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    shownBy(operationId satisfies OperationId, name),
  );
  expect((await world.api('GET', address)).status).toBe(200);
});

test('the endpoints are disabled, one of them by its receiver, and their past is in the journal, signed', async () => {
  const { data } = await world.api('GET', '/webhooks');
  expect(data).toMatchObject([
    { id: shownBy('getWebhookEndpoint', 'webhookId'), status: 'DISABLED', disabledReason: 'GONE' },
    { id: shownBy('deleteWebhookEndpoint', 'webhookId'), status: 'DISABLED', disabledReason: 'MANUAL' },
  ]);
  const journal = await world.console('GET', '/deliveries');
  expect(journal.status).toBe(200);
  expect(journal.data).toMatchObject([
    { status: 'FAILED', attempts: [{ statusCode: 410 }] },
    { id: shownBy('redeliverWebhookDelivery', 'deliveryId'), status: 'SUCCEEDED' },
  ]);
  for (const { attempts } of journal.data) {
    expect(attempts[0].requestHeaders['x-atteny-signature']).toMatch(/^sha256=[0-9a-f]{64}$/);
  }
});

test('what failed can be redelivered once the endpoint is enabled', async () => {
  const path = `/webhooks/${shownBy('getWebhookEndpoint', 'webhookId')}`;
  expect((await world.api('PATCH', path, { url: 'http://127.0.0.1:9/', status: 'ENABLED' })).status).toBe(
    200,
  );
  const again = await world.api('POST', `${path}/redeliver-failed`, { since: '2026-03-15T00:00:00.000Z' });
  expect(again).toMatchObject({ status: 202, data: { redelivered: 1 } });
});
