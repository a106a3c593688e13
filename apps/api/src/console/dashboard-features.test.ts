import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dialects } from '../testing/databases.ts';
import { type Browser, portal } from '../testing/dashboard.ts';
import { createWorld, startSandboxOn, type TestSandbox } from '../testing/sandbox.ts';

/** On a busy machine what happens behind a reply takes its time. */
const eventually = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 15_000 });

type World = Awaited<ReturnType<typeof createWorld>>;

describe.each(dialects)('on %s', (dialect) => {
  let sandbox: TestSandbox;
  let world: World;
  let manager: Browser;
  beforeAll(async () => {
    sandbox = await startSandboxOn(dialect);
    world = await createWorld(sandbox, { seed: 'NONE' });
    manager = await portal(sandbox, world.organizationId, 'manage');
  }, 60_000);
  afterAll(() => sandbox.close());

  const organization = () => `/organizations/${world.organizationId}`;

  describe('a key that is rolled over', () => {
    const wanted = { name: 'Loja', scopes: ['contacts:read'], requestsPerMinute: 7 };

    test('has a second one beside it, and both are valid until one says otherwise', async () => {
      const { data: old } = await manager('POST', `${organization()}/keys`, wanted);
      const rolled = await manager('POST', `${organization()}/keys/${old.id}/roll`, {});
      expect(rolled.status).toBe(201);
      expect(rolled.data).toMatchObject({ ...wanted, rolledFrom: old.id, status: 'ACTIVE' });
      expect((await sandbox.api(old.key, 'GET', '/me')).status).toBe(200);
      expect((await sandbox.api(rolled.data.key, 'GET', '/me')).status).toBe(200);
    });

    test('expires after the overlap, by the clock of its organization', async () => {
      const { data: old } = await manager('POST', `${organization()}/keys`, wanted);
      const { data: fresh } = await manager('POST', `${organization()}/keys/${old.id}/roll`, {
        overlapHours: 2,
      });
      expect((await sandbox.api(old.key, 'GET', '/me')).status).toBe(200);
      await world.advance('2h');
      expect((await sandbox.api(old.key, 'GET', '/me')).status).toBe(401);
      expect((await sandbox.api(fresh.key, 'GET', '/me')).status).toBe(200);
    });

    test('has to be valid', async () => {
      const { data: old } = await manager('POST', `${organization()}/keys`, wanted);
      await manager('DELETE', `${organization()}/keys/${old.id}`);
      const rolled = await manager('POST', `${organization()}/keys/${old.id}/roll`, {});
      expect([rolled.status, rolled.code]).toEqual([409, 'key_not_active']);
      expect((await manager('POST', `${organization()}/keys/key_none/roll`, {})).status).toBe(404);
    });
  });

  test('a key says when it was last used', async () => {
    const { data: key } = await manager('POST', `${organization()}/keys`, {
      name: 'Nova',
      scopes: ['contacts:read'],
    });
    const shown = async () => {
      const { data } = await manager('GET', `${organization()}/keys?limit=100`);
      return data.find(({ id }: { id: string }) => id === key.id);
    };
    expect((await shown()).lastUsedAt).toBeNull();
    await sandbox.api(key.key, 'GET', '/me');
    await eventually(async () => expect((await shown()).lastUsedAt).toMatch(/^\d{4}-/));
  });

  test('the usage of thirty days counts by class of status', async () => {
    const fresh = await createWorld(sandbox, { plan: { requestsPerMinute: 3 } });
    const answered: number[] = [];
    for (const path of ['/contacts', '/contacts?limit=0', '/contacts/ctt_none', '/contacts', '/contacts']) {
      answered.push((await fresh.api('GET', path)).status);
    }
    const count = (status: number) => answered.filter((one) => one === status).length;
    const path = `/organizations/${fresh.organizationId}/usage/days`;
    await eventually(async () => {
      const { data } = await sandbox.console('GET', path);
      expect(data.days).toHaveLength(30);
      expect(data.days.at(-1)).toMatchObject({
        total: answered.length,
        successes: count(200),
        clientErrors: count(400) + count(404),
        rateLimited: count(429),
        serverErrors: 0,
      });
      expect(data.days[0]).toMatchObject({ total: 0 });
    });
  });

  describe('the audit log', () => {
    test('says who did what: a session, the token, a key; and reading is not in it', async () => {
      const fresh = await createWorld(sandbox);
      const look = await portal(sandbox, fresh.organizationId, 'manage');
      const base = `/organizations/${fresh.organizationId}`;
      const { data: key } = await look('POST', `${base}/keys`, {
        name: 'Estoque',
        scopes: ['webhooks:manage'],
      });
      await look('PATCH', `${base}/keys/${key.id}`, { name: 'Estoque novo' });
      const url = 'http://127.0.0.1:9/';
      const { data: hook } = await sandbox.api(key.key, 'POST', '/webhooks', {
        url,
        events: ['message.sent'],
      });
      await sandbox.api(key.key, 'GET', '/webhooks');
      await look('POST', `${base}/api/v1/webhooks/${hook.id}/rotate-secret`, {});
      await sandbox.console('DELETE', `${base}/keys/${key.id}`);
      await look('DELETE', `${base}/keys/key_none`);

      const { data, meta } = await look('GET', `${base}/audit-log?limit=100`);
      const { data: session } = await look('GET', '/session');
      const said = data.map(
        (one: { operationId: string; actorKind: string; actorId: string; targetId: string }) => [
          one.operationId,
          one.actorKind,
          one.actorId,
          one.targetId,
        ],
      );
      expect(said).toEqual([
        ['revokeApiKey', 'TOKEN', null, key.id],
        ['rotateWebhookSecret', 'PORTAL', session.id, hook.id],
        ['createWebhookEndpoint', 'KEY', key.id, hook.id],
        ['updateApiKey', 'PORTAL', session.id, key.id],
        ['createApiKey', 'PORTAL', session.id, key.id],
        ['createPortalSession', 'TOKEN', null, null],
        ['createWorld', 'TOKEN', null, fresh.id],
      ]);
      expect(meta.total).toBe(said.length);
      expect(JSON.stringify(data)).not.toContain(key.key);
      expect(JSON.stringify(data)).not.toMatch(/code=|whsec_/);
      const { data: ofKey } = await look(
        'GET',
        `${base}/audit-log?targetId=${key.id}&operationId=updateApiKey`,
      );
      expect(ofKey).toMatchObject([{ operationId: 'updateApiKey', targetName: 'Estoque novo' }]);
    });

    test('says which session ended which, and who signed out', async () => {
      const fresh = await createWorld(sandbox);
      const [one, two, three] = [
        await portal(sandbox, fresh.organizationId, 'manage'),
        await portal(sandbox, fresh.organizationId, 'view'),
        await portal(sandbox, fresh.organizationId, 'view'),
      ];
      const idOf = async (who: Browser) => (await who('GET', '/session')).data.id as string;
      const [first, second, third] = [await idOf(one), await idOf(two), await idOf(three)];
      await one('DELETE', `/sessions/${second}`);
      await one('DELETE', `/sessions/${second}`);
      await sandbox.console('DELETE', `/sessions/${third}`);
      await one('DELETE', '/session');
      const log = `/organizations/${fresh.organizationId}/audit-log`;
      const { data } = await sandbox.console('GET', `${log}?limit=3`);
      expect(data).toMatchObject([
        { operationId: 'deleteSession', actorKind: 'PORTAL', actorId: first, targetId: first },
        { operationId: 'revokeSession', actorKind: 'TOKEN', actorId: null, targetId: third },
        { operationId: 'revokeSession', actorKind: 'PORTAL', actorId: first, targetId: second },
      ]);
      const { meta } = await sandbox.console('GET', `${log}?operationId=revokeSession`);
      expect(meta.total).toBe(2);
    });
  });

  describe('deliveries', () => {
    test('are found by endpoint, event, status, time and the beginning of an identifier', async () => {
      const { data: box } = await world.console('GET', '/inbox');
      const hook = (await world.api('POST', '/webhooks', { url: box.url, events: ['message.created'] })).data;
      await world.inbound('um');
      await world.inbound('dois');
      await eventually(async () => {
        const path = `${organization()}/deliveries?webhookId=${hook.id}&status=SUCCEEDED`;
        expect((await manager('GET', path)).meta.total).toBe(2);
      });
      const { data } = await manager('GET', `${organization()}/deliveries`);
      const [newest, oldest] = data;
      const found = async (query: string) =>
        (await manager('GET', `${organization()}/deliveries?${query}`)).data.map(
          (one: { id: string }) => one.id,
        );
      expect(await found(`search=${newest.id}`)).toEqual([newest.id]);
      expect(await found(`search=${oldest.eventId.slice(0, 9)}`)).toEqual([oldest.id]);
      expect(await found(`search=${oldest.eventId}`)).toEqual([oldest.id]);
      expect(await found('search=dlv_00000000000000000')).toEqual([]);
      expect(await found('search=dlv-')).toEqual([]);
      expect(await found('search=___')).toEqual([]);
      expect(await found('event=message.sent')).toEqual([]);
      expect(await found(`until=${oldest.createdAt}`)).toEqual([]);
      const { data: whole } = await manager('GET', `${organization()}/deliveries/${newest.id}`);
      expect(whole.attempts[0]).toMatchObject({ statusCode: 200, responseBody: 'OK', url: box.url });
      expect(whole.attempts[0].requestHeaders['x-atteny-delivery']).toBe(newest.id);
      expect((await manager('GET', `${organization()}/deliveries/dlv_none`)).status).toBe(404);
    });

    test('that wait are canceled, and the health of their endpoint says how it does', async () => {
      const fresh = await createWorld(sandbox, {}, 'http://127.0.0.1:9/');
      const base = `/organizations/${fresh.organizationId}`;
      await fresh.inbound();
      const health = async () => (await sandbox.console('GET', `${base}/webhook-health`)).data.endpoints[0];
      await eventually(async () => expect(await health()).toMatchObject({ waiting: 1, lastSuccessAt: null }));
      await eventually(async () => {
        const path = `${base}/webhooks/${fresh.endpoint.id}/cancel-waiting`;
        expect((await sandbox.console('POST', path)).data).toEqual({ canceled: 1 });
      });
      expect(await health()).toMatchObject({ waiting: 0, failingSince: expect.stringMatching(/^\d{4}-/) });
      await fresh.advance('1d');
      const { data } = await sandbox.console('GET', `${base}/deliveries`);
      expect(data).toMatchObject([{ status: 'FAILED', nextAttemptAt: null, attempts: [{ number: 1 }] }]);
      expect((await sandbox.console('POST', `${base}/webhooks/whk_none/cancel-waiting`)).status).toBe(404);
    });
  });

  test('one delivery that waits is canceled, and one that is over stays as it is', async () => {
    const fresh = await createWorld(sandbox, {}, 'http://127.0.0.1:9/');
    const base = `/organizations/${fresh.organizationId}/deliveries`;
    await fresh.inbound('um');
    const waiting = await eventually(async () => {
      const { data } = await sandbox.console('GET', base);
      expect(data).toMatchObject([{ status: 'PENDING', attempts: [{ number: 1 }] }]);
      return data[0];
    });
    const cancel = (id: string) => sandbox.console('POST', `${base}/${id}/cancel`);
    const canceled = await cancel(waiting.id);
    expect(canceled.data).toMatchObject({ id: waiting.id, status: 'FAILED', nextAttemptAt: null });
    expect((await cancel(waiting.id)).data).toEqual(canceled.data);
    await fresh.advance('1d');
    expect((await sandbox.console('GET', `${base}/${waiting.id}`)).data.attempts).toHaveLength(1);
    expect((await cancel('dlv_none')).status).toBe(404);
  });

  test('a conversation is shown by its address, and no other organization has it', async () => {
    const fresh = await createWorld(sandbox);
    await fresh.inbound('Oi!', '+5511900000001');
    const { data: listed } = await fresh.api('GET', '/conversations');
    const path = `/conversations/${listed[0].id}`;
    const shown = await sandbox.console('GET', `/organizations/${fresh.organizationId}${path}`);
    expect(shown.data).toEqual(listed[0]);
    expect((await manager('GET', `${organization()}${path}`)).status).toBe(404);
  });

  test('a request leads to its world, and a world is found by its organization', async () => {
    const fresh = await createWorld(sandbox);
    const { headers } = await fresh.api('GET', '/contacts?limit=0');
    const requestId = headers.get('x-request-id') ?? '';
    const worlds = async (query: string) => {
      const { data, meta } = await sandbox.console('GET', `/worlds?${query}`);
      expect(meta.total).toBe(data.length);
      return data.map(({ id }: { id: string }) => id);
    };
    expect(await worlds(`requestId=${requestId}`)).toEqual([fresh.id]);
    expect(await worlds('requestId=req_none')).toEqual([]);
    expect(await worlds(`organizationId=${fresh.organizationId}`)).toEqual([fresh.id]);
    const { data } = await fresh.console('GET', `/requests?requestId=${requestId}`);
    expect(data).toMatchObject([{ id: requestId, status: 400, operationId: 'listContacts' }]);
    expect((await fresh.console('GET', '/requests?requestId=req_none')).meta.total).toBe(0);
  });

  describe('the inbox of a world', () => {
    test('takes deliveries, shows their signature and body, and answers what was chosen', async () => {
      const fresh = await createWorld(sandbox);
      const { data: box } = await fresh.console('GET', '/inbox');
      await fresh.api('POST', '/webhooks', { url: box.url, events: ['message.created'] });
      await fresh.console('PATCH', '/inbox', { answer: 'GONE' });
      await fresh.inbound('Oi! <b>');
      const arrived = await eventually(async () => {
        const { data } = await fresh.console('GET', '/inbox/deliveries');
        expect(data).toHaveLength(1);
        return data[0];
      });
      expect(arrived).toMatchObject({ answer: 'GONE', headers: { 'x-atteny-event': 'message.created' } });
      expect(arrived.headers['x-atteny-signature']).toMatch(/^sha256=[0-9a-f]{64}$/);
      expect(JSON.parse(arrived.body).data.message.content).toBe('Oi! <b>');
      await eventually(async () => {
        const { data } = await fresh.api('GET', '/webhooks');
        expect(data).toMatchObject([{ status: 'DISABLED', disabledReason: 'GONE' }]);
      });
      expect((await fresh.console('DELETE', '/inbox/deliveries')).data).toEqual({ deleted: 1 });
      expect((await fresh.console('GET', '/inbox/deliveries')).data).toEqual([]);
    });

    test('of a world that is not there is no address', async () => {
      const response = await fetch(`${sandbox.origin}/inbox/wld_none`, { method: 'POST', body: '{}' });
      expect(response.status).toBe(404);
    });
  });
});
