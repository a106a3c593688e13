import { publicDocument } from '@atteny/contract/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

test('a world is created in one call, with a key that works and nothing in it', async () => {
  const world = await createWorld(sandbox);
  const me = await world.api('GET', '/me');
  expect(me.data).toMatchObject({ organization: { id: world.organizationId }, plan: { name: 'Sandbox' } });
  expect((await world.api('GET', '/contacts')).meta.total).toBe(0);
  const shown = await world.console('GET');
  expect(shown.data).toMatchObject({ id: world.id, seed: 'NONE', clock: { offsetMs: 0 } });
  expect(JSON.stringify(shown)).not.toContain(world.key);
});

test('two worlds never meet', async () => {
  const [one, other] = [await createWorld(sandbox), await createWorld(sandbox)];
  const { data } = await one.inbound();
  expect((await one.api('GET', '/contacts')).meta.total).toBe(1);
  expect((await other.api('GET', '/contacts')).meta.total).toBe(0);
  expect((await other.api('GET', `/contacts/${data.contact.id}`)).status).toBe(404);
});

test('name, plan, scopes, seed and start are as asked for', async () => {
  const startAt = new Date(Date.now() + 86_400_000).toISOString();
  const plan = { requestsPerMinute: 3, monthlyQuota: 10, hasWebhooks: false };
  const wanted = { name: 'Padaria 42', plan, scopes: ['contacts:read'], seed: 'DEMO', startAt };
  const world = await createWorld(sandbox, wanted);
  const contacts = await world.api('GET', '/contacts');
  expect(contacts.meta.total).toBeGreaterThan(0);
  // What the samples of the documentation ask for is there.
  const shown = publicDocument.components?.parameters?.['contactId'];
  const asked = shown !== undefined && 'example' in shown ? String(shown.example) : '';
  expect((await world.api('GET', `/contacts/${asked}`)).status).toBe(200);
  expect(contacts.headers.get('x-ratelimit-limit')).toBe('3');
  expect(contacts.headers.get('x-api-quota-limit')).toBe('10');
  expect(Date.parse(contacts.headers.get('date') ?? '')).toBeGreaterThanOrEqual(Date.parse(startAt) - 1_000);
  expect((await world.api('GET', '/conversations')).status).toBe(403);
});

test('a limit that is changed holds for the next request', async () => {
  const world = await createWorld(sandbox);
  expect((await world.api('GET', '/contacts')).status).toBe(200);
  await world.console('PATCH', '', { plan: { monthlyQuota: 0 } });
  expect((await world.api('GET', '/contacts')).status).toBe(402);
  await world.console('PATCH', '', { plan: { monthlyQuota: null, requestsPerMinute: 1 } });
  expect((await world.api('GET', '/contacts')).status).toBe(429);
});

test('a reset brings back the beginning, with the same key', async () => {
  const world = await createWorld(
    sandbox,
    { seed: 'DEMO', plan: { monthlyQuota: 100 } },
    'http://127.0.0.1:9/',
  );
  const before = (await world.api('GET', '/contacts')).meta.total;
  const endpoints = (await world.api('GET', '/webhooks')).meta.total;
  await world.inbound('Oi!', '+5511900000000');
  await world.advance('2d');
  await world.console('PATCH', '', { name: 'Outra', plan: { monthlyQuota: 1 } });
  const reset = await world.console('POST', '/reset');
  expect(reset.data).toMatchObject({ clock: { offsetMs: 0 }, organization: { plan: { monthlyQuota: 100 } } });
  const contacts = await world.api('GET', '/contacts');
  expect(contacts.meta.total).toBe(before);
  expect(contacts.headers.get('x-api-quota-used')).toBe('1');
  expect(contacts.headers.get('x-ratelimit-remaining')).toBe('119');
  expect((await world.api('GET', '/webhooks')).meta.total).toBe(endpoints - 1);
  expect((await world.console('GET', '/requests')).meta.total).toBe(2);
});

test('a deleted world is gone with its key', async () => {
  const world = await createWorld(sandbox);
  expect(await world.console('DELETE')).toMatchObject({ status: 200, data: { id: world.id } });
  expect((await world.console('GET')).status).toBe(404);
  expect((await world.api('GET', '/me')).status).toBe(401);
});

test('the demo world is there, can be reset, and not deleted', async () => {
  expect((await sandbox.console('GET', '/worlds/demo')).data).toMatchObject({ id: 'demo', seed: 'DEMO' });
  expect(await sandbox.console('DELETE', '/worlds/demo')).toMatchObject({
    status: 409,
    code: 'world_protected',
  });
  expect((await sandbox.console('POST', '/worlds/demo/reset')).status).toBe(200);
  const { data, meta } = await sandbox.console('GET', '/worlds?limit=100');
  expect(data.map((world: { id: string }) => world.id)).toContain('demo');
  expect(meta.total).toBe(data.length);
});

test('a start in the past is refused with its path', async () => {
  const refused = await sandbox.console('POST', '/worlds', { startAt: '2020-01-01T00:00:00.000Z' });
  expect(refused).toMatchObject({ status: 400, details: [{ path: '/body/startAt' }] });
});

test('a conversation can be closed, and a message opens it again', async () => {
  const world = await createWorld(sandbox);
  const { data } = await world.inbound();
  const path = `/conversations/${data.conversation.id}`;
  expect((await world.console('PATCH', path, { status: 'CLOSED' })).data).toMatchObject({ status: 'CLOSED' });
  expect((await world.inbound()).data.conversation).toMatchObject({
    id: data.conversation.id,
    status: 'OPEN',
  });
  expect((await world.console('PATCH', '/conversations/cnv_none', { status: 'CLOSED' })).status).toBe(404);
});
