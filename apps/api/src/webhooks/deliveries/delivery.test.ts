import { expect, test } from 'vitest';
import { startReceiver } from '../../testing/receiver.ts';
import { createWorld, startSandbox } from '../../testing/sandbox.ts';

test('an attempt that an older version stored as no contract allows does not make its list unreadable', async () => {
  const sandbox = await startSandbox();
  const receiver = await startReceiver();
  const world = await createWorld(sandbox, {}, receiver.url);
  await world.inbound();
  await world.advance('1m');
  await sandbox.database.kysely
    .updateTable('webhook_attempts')
    .set({ status_code: 7, duration_ms: 900_000, response_body: 'x'.repeat(30_000) })
    .execute();
  const { status, data } = await world.api('GET', `/webhooks/${world.endpoint.id}/deliveries`);
  expect(status).toBe(200);
  expect(data[0].attempts[0]).toMatchObject({ statusCode: null, error: 'INVALID_RESPONSE' });
  expect((await world.console('GET', '/deliveries')).status).toBe(200);
  await receiver.close();
  await sandbox.close();
});
