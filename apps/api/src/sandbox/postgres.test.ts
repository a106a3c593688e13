import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOwnPostgres, dialects } from '../testing/databases.ts';
import { startReceiver, status } from '../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../testing/sandbox.ts';

let own: { url: string; drop(): Promise<void> } | undefined;
let sandbox: TestSandbox | undefined;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver(status(500));
  if (!dialects.includes('postgres')) return;
  own = await createOwnPostgres();
  sandbox = await startSandbox({ storage: { kind: 'postgres', url: own.url } });
});
afterAll(async () => {
  await sandbox?.close();
  await own?.drop();
  await receiver.close();
});

test.skipIf(!dialects.includes('postgres'))(
  'a world over PostgreSQL lives as one over the embedded database does',
  async () => {
    if (!sandbox) throw new Error('no sandbox');
    const world = await createWorld(sandbox, { seed: 'DEMO' }, receiver.url);
    await world.inbound('Oi!', '+5511900000000');
    const { data } = await world.advance('6h');
    expect(data).toMatchObject({ completed: true, clock: { offsetMs: 21_600_000 } });
    expect(receiver.received).toHaveLength(5);
    const [delivery] = (await world.console('GET', '/deliveries')).data;
    expect(delivery).toMatchObject({ status: 'FAILED', attempts: [{}, {}, {}, {}, {}] });
    expect((await world.console('GET', '/requests?operationId=createWebhookEndpoint')).meta.total).toBe(1);
    expect((await world.console('POST', '/reset')).data.clock.offsetMs).toBe(0);
    expect((await world.console('GET', '/requests')).meta.total).toBe(0);
    const left = (await world.api('GET', '/webhooks')).data as { url: string }[];
    expect(left.map(({ url }) => url)).not.toContain(receiver.url);
    expect((await world.console('DELETE')).status).toBe(200);
  },
);

test.skipIf(!dialects.includes('postgres'))(
  'what was done is not told as nothing done where the database fails behind it',
  async () => {
    if (!sandbox) throw new Error('no sandbox');
    const { kysely } = sandbox.database;
    const world = await createWorld(sandbox);
    const endpoint = await world.api('POST', '/webhooks', { url: receiver.url, events: ['message.created'] });
    await sql`create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception using errcode = '53100'; end $$`.execute(kysely);
    await sql`create trigger full_disk before insert on audit_entries execute function full_disk()`.execute(
      kysely,
    );
    await sql`create trigger full_disk before insert on webhook_attempts execute function full_disk()`.execute(
      kysely,
    );
    expect((await world.api('POST', `/webhooks/${endpoint.data.id}/test`, {})).status).toBe(500);
    await sql`drop trigger full_disk on webhook_attempts`.execute(kysely);
    await sql`create trigger full_disk before delete on quota_usage execute function full_disk()`.execute(
      kysely,
    );
    const tested = await sandbox.console(
      'POST',
      `/organizations/${world.organizationId}/api/v1/webhooks/${endpoint.data.id}/test`,
      {},
    );
    expect(tested).toMatchObject({ status: 500, code: 'internal_error' });
    expect((await world.console('DELETE')).status).toBe(500);
    expect((await world.console('GET')).status).toBe(404);
    for (const table of ['audit_entries', 'quota_usage']) {
      await sql`drop trigger full_disk on ${sql.table(table)}`.execute(kysely);
    }
  },
);
