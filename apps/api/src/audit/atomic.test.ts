import { consoleOperations, publicOperations } from '@atteny/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { portal } from '../testing/dashboard.ts';
import { dialects } from '../testing/databases.ts';
import { createWorld, startSandboxOn, type TestSandbox } from '../testing/sandbox.ts';
import { newDelivery } from '../webhooks/deliveries/delivery.ts';

/** What is no single transaction is written down when it is over; signing out ends the session that asks, and is one with revoking. */
const apart = new Set(['testWebhookEndpoint', 'deleteSession']);
const hourMs = 3_600_000;

const kept = [
  'organizations',
  'keys',
  'contacts',
  'conversations',
  'messages',
  'webhook_endpoints',
  'webhook_events',
  'webhook_deliveries',
  'sign_in_codes',
  'console_sessions',
  'audit_entries',
] as const;

type Change = [method: string, path: string, body?: object];

describe.each(dialects)('on %s', (dialect) => {
  let sandbox: TestSandbox;
  let changes: Record<string, Change>;

  beforeAll(async () => {
    sandbox = await startSandboxOn(dialect);
    const world = await createWorld(sandbox);
    await world.inbound();
    const contact = (await world.api('GET', '/contacts')).data[0].id;
    const conversation = (await world.api('GET', '/conversations')).data[0].id;
    const [hook, going] = await Promise.all(
      [1, 2].map(async () => {
        const wanted = { url: 'http://127.0.0.1:9/', events: ['message.created'] };
        return (await world.api('POST', '/webhooks', wanted)).data.id as string;
      }),
    );
    const base = `/organizations/${world.organizationId}`;
    const key = async () => {
      const wanted = { name: 'Loja', scopes: ['contacts:read'] };
      return (await sandbox.console('POST', `${base}/keys`, wanted)).data.id as string;
    };
    const [renamed, rolled, revoked] = [await key(), await key(), await key()];
    const guest = await portal(sandbox, world.organizationId, 'view');
    const { data: session } = await guest('GET', '/session');
    const [waits, , failed] = await deliveries(world.organizationId, hook ?? '');
    changes = {
      createOrganization: ['POST', '/organizations', { name: 'Feira', plan: { ...plan } }],
      updateOrganization: ['PATCH', base, { name: 'Outra' }],
      createApiKey: ['POST', `${base}/keys`, { name: 'Nova', scopes: ['contacts:read'] }],
      updateApiKey: ['PATCH', `${base}/keys/${renamed}`, { name: 'Estoque' }],
      rollApiKey: ['POST', `${base}/keys/${rolled}/roll`, { overlapHours: 1 }],
      revokeApiKey: ['DELETE', `${base}/keys/${revoked}`],
      createPortalSession: ['POST', `${base}/portal-sessions`, { role: 'view' }],
      revokeSession: ['DELETE', `/sessions/${session.id}`],
      cancelDelivery: ['POST', `${base}/deliveries/${waits}/cancel`],
      createContact: ['POST', `${base}/api/v1/contacts`, { phoneNumber: '+5511912345678', name: 'Ana' }],
      updateContact: ['PATCH', `${base}/api/v1/contacts/${contact}`, { name: 'Bia' }],
      sendMessage: ['POST', `${base}/api/v1/conversations/${conversation}/messages`, { content: 'Oi' }],
      createWebhookEndpoint: [
        'POST',
        `${base}/api/v1/webhooks`,
        { url: 'http://127.0.0.1:9/novo', events: ['message.created'] },
      ],
      updateWebhookEndpoint: ['PATCH', `${base}/api/v1/webhooks/${hook}`, { description: 'Loja' }],
      deleteWebhookEndpoint: ['DELETE', `${base}/api/v1/webhooks/${going}`],
      rotateWebhookSecret: ['POST', `${base}/api/v1/webhooks/${hook}/rotate-secret`, {}],
      redeliverWebhookDelivery: ['POST', `${base}/api/v1/webhooks/${hook}/deliveries/${failed}/redeliver`],
      redeliverFailedWebhookDeliveries: [
        'POST',
        `${base}/api/v1/webhooks/${hook}/redeliver-failed`,
        { since: new Date(0).toISOString() },
      ],
      cancelWaitingDeliveries: ['POST', `${base}/webhooks/${hook}/cancel-waiting`],
    };
  }, 60_000);
  afterAll(() => sandbox.close());

  const plan = { name: 'Business', hasAPI: true, hasWebhooks: true, monthlyQuota: null };

  /** Two that wait for longer than any test, and one that failed. */
  async function deliveries(organizationId: string, webhookId: string): Promise<string[]> {
    const { kysely } = sandbox.database;
    const later = { ...systemClock, now: () => systemClock.now() + hourMs };
    await kysely
      .insertInto('webhook_events')
      .values({
        organization_id: organizationId,
        id: 'evt',
        event: 'message.created',
        body: '{}',
        created_at: 0,
      })
      .execute();
    const about = {
      organizationId,
      webhookId,
      eventId: 'evt',
      event: 'message.created',
      kind: 'EVENT',
    } as const;
    const [one, two, three] = [1, 2, 3].map(() => newDelivery(about, 0, later));
    if (!one || !two || !three) throw new Error('three were made');
    const over = { ...three, status: 'FAILED' as const, due_at: null, wake_at: null, completed_at: 1 };
    await kysely.insertInto('webhook_deliveries').values([one, two, over]).execute();
    return [one.id, two.id, three.id];
  }

  async function everything() {
    const rows = await Promise.all(
      kept.map((table) =>
        sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(sandbox.database.kysely),
      ),
    );
    // When a key was last used is written some time later.
    return rows.map((table) =>
      table.rows.map(({ last_used_at: _later, ...row }) => JSON.stringify(row)).toSorted(),
    );
  }

  const entries = async () => {
    const { rows } = await sql<{ operation_id: string }>`select operation_id from audit_entries`.execute(
      sandbox.database.kysely,
    );
    return rows.map((row) => row.operation_id);
  };

  test('every operation that changes something in one transaction is tried here', () => {
    const writing = [...Object.values(consoleOperations), ...Object.values(publicOperations)].filter(
      ({ method, ...operation }) => method !== 'get' && !('sandbox' in operation && operation.sandbox),
    );
    const ids: string[] = writing.map(({ operationId }) => operationId);
    expect(Object.keys(changes).toSorted()).toEqual(ids.filter((id) => !apart.has(id)).toSorted());
  });

  test('no change is kept without its entry, and no entry without its change', async () => {
    const broken = {
      sqlite: [
        `create trigger no_entries before insert on audit_entries begin select raise(abort, 'no entries'); end`,
        'drop trigger no_entries',
      ],
      postgres: [
        'alter table audit_entries add constraint no_entries check (false) not valid',
        'alter table audit_entries drop constraint no_entries',
      ],
    }[dialect];
    const before = await everything();
    await sql.raw(broken[0] ?? '').execute(sandbox.database.kysely);
    for (const [operation, change] of Object.entries(changes)) {
      expect([operation, (await sandbox.console(...change)).status]).toEqual([operation, 500]);
      expect([operation, await everything()]).toEqual([operation, before]);
    }
    await sql.raw(broken[1] ?? '').execute(sandbox.database.kysely);
    for (const [operation, change] of Object.entries(changes)) {
      const written = await entries();
      const { status } = await sandbox.console(...change);
      expect([operation, status < 300]).toEqual([operation, true]);
      expect((await entries()).filter((id) => id === operation)).toHaveLength(
        written.filter((id) => id === operation).length + 1,
      );
    }
  }, 60_000);
});
