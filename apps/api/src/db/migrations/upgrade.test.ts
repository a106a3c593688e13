import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import pino from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { run, type Running } from '../../start/run.ts';
import { sandboxInMemory, type Storage } from '../../start/settings.ts';
import { createOwnPostgres, dialects, openOwnDatabase } from '../../testing/databases.ts';
import { testClock } from '../../testing/test-clock.ts';
import { signingSecrets } from '../../webhooks/secrets/endpoint-secrets.ts';
import { createSecretBox } from '../../webhooks/secrets/secret-box.ts';
import { migrate } from '../migrate.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

const fixture = (name: string) => new URL(`fixtures/58587bf/${name}`, import.meta.url);
const unpacked = (name: string) => gunzipSync(readFileSync(fixture(`${name}.gz`)));

/** What the API of that commit showed. */
interface Seen {
  readonly world: { readonly id: string; readonly key: string };
  readonly organization: { readonly id: string; readonly key: string };
  readonly secrets: { readonly good: string; readonly rotated: string; readonly bad: string };
  readonly once: { readonly id: string; readonly createdAt: string };
  readonly contacts: unknown[];
  readonly worldContacts: unknown[];
  readonly conversations: { readonly id: string }[];
  readonly messages: { readonly conversationId: string }[];
  readonly webhooks: { readonly id: string }[];
  readonly deliveries: { readonly webhookId: string; readonly attempts: object[] }[];
  readonly search: unknown[];
  readonly quotaUsed: number;
}

function oldFolder(): { storage: Storage; secretsKey: string } {
  const path = mkdtempSync(join(tmpdir(), 'atteny-upgrade-'));
  undo.push(() => rmSync(path, { recursive: true }));
  for (const name of ['atteny.sqlite', 'quota.sqlite']) writeFileSync(join(path, name), unpacked(name));
  const secretsKey = readFileSync(fixture('secrets.key'), 'utf8').trim();
  writeFileSync(join(path, 'secrets.key'), secretsKey, { mode: 0o600 });
  return { storage: { kind: 'folder', path }, secretsKey };
}

async function oldPostgres(): Promise<{ storage: Storage; secretsKey: string }> {
  const own = await createOwnPostgres();
  undo.push(() => own.drop());
  const client = new Client({ connectionString: own.url });
  await client.connect();
  await client.query(unpacked('postgres.sql').toString());
  await client.end();
  return {
    storage: { kind: 'postgres', url: own.url },
    secretsKey: Buffer.alloc(32, 'A').toString('base64'),
  };
}

const olds = { sqlite: oldFolder, postgres: oldPostgres };
const seenOn = { sqlite: 'folder.json', postgres: 'postgres.json' };

describe.each(dialects)('on %s', (dialect) => {
  test('what an old version left is all there, and goes on', async () => {
    const { storage, secretsKey } = await olds[dialect]();
    const seen = JSON.parse(unpacked(seenOn[dialect]).toString()) as Seen;
    const clock = testClock(Date.parse(seen.once.createdAt) + 40_000);
    const running: Running = await run(
      { ...sandboxInMemory, storage, secretsKey },
      { clock, log: pino({ level: 'silent' }) },
    );
    undo.push(() => running.close());

    const call = async (key: string, path: string, init: RequestInit = {}) => {
      const response = await fetch(`http://127.0.0.1:${running.port}/api/v1${path}`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) },
      });
      const { data } = (await response.json()) as { data: unknown };
      return { status: response.status, data, used: response.headers.get('x-api-quota-used') };
    };
    const list = async (key: string, path: string) => (await call(key, path)).data;
    const { world, organization } = seen;
    const me = await call(organization.key, '/me');
    expect(Number(me.used)).toBe(seen.quotaUsed + 1);
    expect(await list(organization.key, '/contacts?limit=100')).toEqual(seen.contacts);
    expect(await list(organization.key, '/contacts?limit=100&search=conceicao')).toEqual(seen.search);
    expect(await list(world.key, '/contacts?limit=100')).toEqual(seen.worldContacts);
    expect(await list(world.key, '/conversations?limit=100')).toEqual(seen.conversations);
    const [message] = seen.messages;
    const messages = `/conversations/${message?.conversationId}/messages`;
    expect(await list(world.key, `${messages}?limit=100`)).toEqual(seen.messages);
    expect(await list(world.key, '/webhooks?limit=100')).toEqual(seen.webhooks);
    for (const { id } of seen.webhooks) {
      const made = seen.deliveries
        .filter(({ webhookId }) => webhookId === id)
        .map((delivery) => ({
          ...delivery,
          // What that version did not know.
          attempts: delivery.attempts.map((attempt) => ({ ...attempt, redirectLocation: null })),
        }));
      expect(await list(world.key, `/webhooks/${id}/deliveries?limit=100`)).toEqual(made);
    }

    const box = createSecretBox([Buffer.from(secretsKey, 'base64')]);
    const endpoints = await running.stores.database.kysely
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where(
        'id',
        'in',
        seen.webhooks.map(({ id }) => id),
      )
      .execute();
    const { good, rotated, bad } = seen.secrets;
    const secrets = endpoints.map((row) => signingSecrets(row, clock.now(), box));
    expect(secrets).toHaveLength(2);
    expect(secrets).toContainEqual({ secret: good, nextSecret: rotated });
    expect(secrets).toContainEqual({ secret: bad });

    const again = await call(organization.key, '/contacts', {
      method: 'POST',
      headers: { 'idempotency-key': 'fixture-1', 'content-type': 'application/json' },
      body: JSON.stringify({ phoneNumber: '+5511912399999', name: 'Uma vez' }),
    });
    expect(again).toMatchObject({ status: 201, data: seen.once });
    const sent = await call(world.key, messages, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'Depois' }),
    });
    expect(sent.status).toBe(201);
  });

  test('a version beside a newer one starts on the schema that this has made', async () => {
    const own = await openOwnDatabase(dialect);
    undo.push(() => own.close());
    // The steps before it have each a millisecond of their own, which may lie ahead.
    const step = (name: string) => ({ name, timestamp: new Date(Date.now() + 1000).toISOString() });
    const migrations = own.database.kysely.withTables<{ kysely_migration: ReturnType<typeof step> }>();
    await migrations.insertInto('kysely_migration').values(step('999-of-a-newer-version')).execute();
    await migrate(own.database);
    await migrations.insertInto('kysely_migration').values(step('000-of-nobody')).execute();
    await expect(migrate(own.database)).rejects.toThrow('The schema could not be brought up to date.');
  });
});
