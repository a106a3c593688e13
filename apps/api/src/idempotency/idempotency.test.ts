import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOwnPostgres, dialects } from '../testing/databases.ts';
import { type TestServer, testServer, type World } from '../testing/test-server.ts';

describe.each(dialects)('Idempotency-Key on %s', (dialect) => {
  let server: TestServer;
  let world: World;
  let drop = async () => {};
  beforeAll(async () => {
    if (dialect === 'postgres') {
      const own = await createOwnPostgres();
      server = await testServer({ storage: { kind: 'postgres', url: own.url } });
      drop = () => own.drop();
    } else {
      server = await testServer();
    }
    world = await server.world({ monthlyQuota: 1000 });
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  let last = 0;
  const number = () => `+55119000${String((last += 1)).padStart(5, '0')}`;
  const create = (idempotencyKey: string, json: object, key = world.key) =>
    server.call('/contacts', { key, method: 'POST', json, headers: { 'idempotency-key': idempotencyKey } });
  const total = async () => {
    const response = await server.call('/contacts', { key: world.key });
    return ((await response.json()) as { meta: { total: number } }).meta.total;
  };
  const used = (response: Response) => Number(response.headers.get('x-api-quota-used'));

  test('the same request again gets the first reply, uncharged and marked', async () => {
    const json = { phoneNumber: number(), name: 'Ana' };
    const first = await create('again', json);
    const second = await create('again', { name: 'Ana', phoneNumber: json.phoneNumber });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(used(second)).toBe(used(first));
  });

  test('another body under the same key is a conflict, and changes nothing', async () => {
    await create('conflict', { phoneNumber: number() });
    const before = await total();
    const response = await create('conflict', { phoneNumber: number() });
    expect(await response.json()).toMatchObject({ code: 'idempotency_conflict' });
    expect(response.status).toBe(409);
    expect(await total()).toBe(before);
  });

  test('many at once do it once', async () => {
    const json = { phoneNumber: number() };
    const before = await total();
    const replies = await Promise.all(Array.from({ length: 12 }, () => create('at-once', json)));
    expect(new Set(await Promise.all(replies.map((reply) => reply.text()))).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await total()).toBe(before + 1);
  });

  test('a key with a space in it is no key', async () => {
    expect((await create('two words', { phoneNumber: number() })).status).toBe(400);
  });

  test('a refusal of the handler is replayed too', async () => {
    const json = { phoneNumber: number() };
    await create('taken-1', json);
    expect((await create('taken-2', json)).status).toBe(409);
    const again = await create('taken-2', json);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([409, 'true']);
  });

  test('keys of different organizations do not meet', async () => {
    const other = await server.world();
    const json = { phoneNumber: number() };
    await create('shared', json);
    const response = await create('shared', json, other.key);
    expect([response.status, response.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  test('what the quota refused is not kept, a replay needs no quota', async () => {
    const poor = await server.world({ monthlyQuota: 1 });
    const json = { phoneNumber: number() };
    expect((await create('poor-1', json, poor.key)).status).toBe(201);
    expect((await create('poor-2', { phoneNumber: number() }, poor.key)).status).toBe(402);
    expect((await create('poor-1', json, poor.key)).status).toBe(201);
    expect((await create('poor-2', { phoneNumber: number() }, poor.key)).status).toBe(402);
  });

  test('after a day the key is free again', async () => {
    const json = { phoneNumber: number() };
    expect((await create('day', json)).status).toBe(201);
    server.clock.advance(24 * 3_600_000);
    const later = await create('day', { phoneNumber: number() });
    expect([later.status, later.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  test('what is over does not pile up', async () => {
    const { key, scope } = await server.world();
    for (let time = 0; time < 70; time += 1) await create(`old-${time}`, { phoneNumber: number() }, key);
    server.clock.advance(25 * 3_600_000);
    for (let time = 0; time < 64; time += 1) await create(`new-${time}`, { phoneNumber: number() }, key);
    const rows = await scope.db
      .selectFrom('idempotency')
      .select('idempotency_key')
      .where('organization_id', '=', scope.organizationId)
      .execute();
    expect(rows.map((row) => row.idempotency_key).filter((name) => name.startsWith('old-'))).toEqual([]);
  });

  test('none of these replies deviated from the contract', () => {
    expect(server.deviations).toEqual([]);
  });
});
