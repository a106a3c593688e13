import { afterEach, beforeEach, expect, test } from 'vitest';
import { startReceiver } from '../../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';

let sandbox: TestSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let world: Awaited<ReturnType<typeof createWorld>>;
/** One delivery, attempted. */
beforeEach(async () => {
  sandbox = await startSandbox();
  receiver = await startReceiver();
  world = await createWorld(sandbox, {}, receiver.url);
  await world.inbound();
  await world.advance('1m');
});
afterEach(async () => {
  await receiver.close();
  await sandbox.close();
});

test('an attempt that an older version stored as no contract allows does not make its list unreadable', async () => {
  await sandbox.database.kysely
    .updateTable('webhook_attempts')
    .set({
      status_code: 7,
      duration_ms: 900_000,
      response_body: 'x'.repeat(30_000),
      redirect_location: `http://${'x'.repeat(3_000)}`,
    })
    .execute();
  const { status, data } = await world.api('GET', `/webhooks/${world.endpoint.id}/deliveries`);
  expect(status).toBe(200);
  expect(data[0].attempts[0]).toMatchObject({ statusCode: null, error: 'INVALID_RESPONSE' });
  expect((await world.console('GET', '/deliveries')).status).toBe(200);
});

test('an attempt that was written since its delivery was read is not shown beside the older state', async () => {
  // The delivery as it was before its attempt, which a statement later is there.
  await sandbox.database.kysely
    .updateTable('webhook_deliveries')
    .set({ attempts_made: 0, status: 'PENDING', completed_at: null })
    .execute();
  const { data } = await world.api('GET', `/webhooks/${world.endpoint.id}/deliveries`);
  expect(data).toMatchObject([{ status: 'PENDING', attempts: [] }]);
  const journal = await world.console('GET', '/deliveries');
  expect(journal.data).toMatchObject([{ status: 'PENDING', attempts: [] }]);
});
