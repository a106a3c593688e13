import { verify } from '@atteny/webhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { delivery as contract, limits, webhooks } from '@atteny/contract';
import type { Database } from '../../db/database.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { sampleEvent } from '../../testing/event.ts';
import { ok, startReceiver, status } from '../../testing/receiver.ts';
import { createEndpoint, createOrganization, testService } from '../../testing/webhooks.ts';
import type { DeliveryService } from './service.ts';

describe.each(dialects)('on %s', (dialect) => {
  let own: OwnDatabase;
  let database: Database;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  const services: DeliveryService[] = [];

  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
    database = own.database;
    receiver = await startReceiver();
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.stop();
    receiver.received.length = 0;
    receiver.answerWith(ok);
    await database.kysely.deleteFrom('webhook_endpoints').execute();
  });
  afterAll(async () => {
    await receiver.close();
    await own.close();
  });

  async function running(options: Parameters<typeof testService>[1] = {}) {
    const service = testService(database, options);
    services.push(service);
    await service.start();
    return service;
  }

  const record = (service: DeliveryService, scope: OrganizationScope) =>
    scope.transaction((inside) => service.emit(inside, sampleEvent()));
  const deliveries = (scope: OrganizationScope) =>
    database.kysely
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('organization_id', '=', scope.organizationId)
      .execute();
  const attempts = (scope: OrganizationScope) =>
    database.kysely
      .selectFrom('webhook_attempts')
      .selectAll()
      .where('organization_id', '=', scope.organizationId)
      .orderBy('number')
      .execute();
  const endpointOf = (scope: OrganizationScope) =>
    database.kysely
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('organization_id', '=', scope.organizationId)
      .executeTakeFirstOrThrow();
  /** Makes every waiting delivery due now, and waits for what comes of it. */
  async function playNext(service: DeliveryService, scope: OrganizationScope) {
    await database.kysely
      .updateTable('webhook_deliveries')
      .set({ due_at: Date.now(), wake_at: Date.now() })
      .where('organization_id', '=', scope.organizationId)
      .where('wake_at', 'is not', null)
      .execute();
    await service.drain(scope.organizationId);
  }

  test('an event arrives signed, and is written down as delivered', async () => {
    const service = await running();
    const scope = await createOrganization(database);
    const { secret } = await createEndpoint(scope, receiver.url);
    await record(service, scope);
    await service.drain(scope.organizationId);

    const [received] = receiver.received;
    const event = await verify({ body: received?.body ?? '', headers: received?.headers ?? {}, secret });
    expect(event.data).toEqual(sampleEvent().data);
    const [delivery] = await deliveries(scope);
    expect(received?.headers['x-atteny-delivery']).toBe(delivery?.id);
    expect(received?.headers['content-type']).toBe('application/json');
    expect(delivery).toMatchObject({ status: 'SUCCEEDED', attempts_made: 1, due_at: null, wake_at: null });
    expect(await attempts(scope)).toMatchObject([
      { number: 1, status_code: 200, error: null, response_body: 'ok' },
    ]);
  });

  test('nothing is delivered of a transaction that was rolled back', async () => {
    const service = await running();
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    const undone = scope.transaction(async (inside) => {
      await service.emit(inside, sampleEvent());
      throw new Error('the cause fails');
    });
    await expect(undone).rejects.toThrow('the cause fails');
    await service.drain(scope.organizationId);
    expect(receiver.received).toEqual([]);
    expect(await deliveries(scope)).toEqual([]);
  });

  test('only endpoints that want the event get it, and none without webhooks in the plan', async () => {
    const service = await running();
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url, [webhooks.onMessageSent]);
    const without = await createOrganization(database, 0);
    await createEndpoint(without, receiver.url);
    await record(service, scope);
    await record(service, without);
    expect([...(await deliveries(scope)), ...(await deliveries(without))]).toEqual([]);
    const written = await database.kysely
      .selectFrom('webhook_events')
      .select('id')
      .where('organization_id', 'in', [scope.organizationId, without.organizationId])
      .execute();
    expect(written).toEqual([]);
  });

  test('as many endpoints as an organization may have get the event, each by a delivery of its own', async () => {
    const service = await running();
    const scope = await createOrganization(database);
    const made = await Promise.all(
      Array.from({ length: limits.webhookEndpoints }, () => createEndpoint(scope, receiver.url)),
    );
    await record(service, scope);
    await service.drain(scope.organizationId);
    const all = await deliveries(scope);
    expect(all.map(({ webhook_id }) => webhook_id).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    expect(new Set(all.map(({ event_id }) => event_id)).size).toBe(1);
    const received = receiver.received.map(({ headers }) => String(headers['x-atteny-delivery']));
    expect(received.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    for (const { id } of all) expect(id).toMatch(/^dlv_[A-Za-z0-9]{16}$/);
  });

  test('five attempts with the same delivery and the same bytes, and no sixth', async () => {
    receiver.answerWith(status(500));
    const service = await running();
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    await record(service, scope);
    await service.drain(scope.organizationId);
    for (let more = 0; more < 6; more++) await playNext(service, scope);

    expect(receiver.received).toHaveLength(contract.delaysSeconds.length);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-atteny-delivery'])).size).toBe(1);
    expect(await deliveries(scope)).toMatchObject([{ status: 'FAILED', attempts_made: 5, wake_at: null }]);
    expect(await attempts(scope)).toHaveLength(5);
    expect(await endpointOf(scope)).toMatchObject({ status: 'ENABLED', consecutive_failures: 1 });
  });

  test('the next attempt is due the contract’s wait after the end of this one', async () => {
    receiver.answerWith(status(503));
    const now = Date.now();
    const service = await running({ clock: { now: () => now } });
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    await record(service, scope);
    await service.drain(scope.organizationId);
    expect(await deliveries(scope)).toMatchObject([{ due_at: now + 5_000, wake_at: now + 5_000 }]);
  });

  test('ten deliveries in a row that used up their attempts disable the endpoint; what waits has failed', async () => {
    receiver.answerWith(status(500));
    const service = await running();
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    for (let count = 0; count < 12; count++) await record(service, scope);
    await service.drain(scope.organizationId);
    await database.kysely
      .updateTable('webhook_deliveries')
      .set({ attempts_made: 4 })
      .where('organization_id', '=', scope.organizationId)
      .execute();
    await database.kysely.deleteFrom('webhook_attempts').execute();
    await playNext(service, scope);

    expect(await endpointOf(scope)).toMatchObject({ status: 'DISABLED', disabled_reason: 'FAILURES' });
    expect((await deliveries(scope)).map(({ status: each }) => each)).toEqual(Array(12).fill('FAILED'));
    await record(service, scope);
    expect(await deliveries(scope)).toHaveLength(12);
  });

  test('a success starts the count anew', async () => {
    const service = await running();
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    await database.kysely.updateTable('webhook_endpoints').set({ consecutive_failures: 9 }).execute();
    await record(service, scope);
    await service.drain(scope.organizationId);
    expect(await endpointOf(scope)).toMatchObject({ status: 'ENABLED', consecutive_failures: 0 });
  });

  test('410 disables at once', async () => {
    receiver.answerWith(status(410));
    const service = await running();
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    await record(service, scope);
    await service.drain(scope.organizationId);
    expect(await endpointOf(scope)).toMatchObject({ status: 'DISABLED', disabled_reason: 'GONE' });
    expect(await deliveries(scope)).toMatchObject([{ status: 'FAILED', attempts_made: 1 }]);
  });

  test('a lease that ran out is taken over, with the same delivery', async () => {
    const service = testService(database);
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    await record(service, scope);
    await service.stop();
    receiver.received.length = 0;
    await database.kysely
      .updateTable('webhook_deliveries')
      .set({
        status: 'PENDING',
        lease: 'of a dead worker',
        wake_at: Date.now() - 1,
        due_at: Date.now() - 30_001,
      })
      .where('organization_id', '=', scope.organizationId)
      .execute();
    const [before] = await deliveries(scope);
    await running();
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(0), { timeout: 15_000 });
    expect(receiver.received[0]?.headers['x-atteny-delivery']).toBe(before?.id);
  });

  test('two services on one database share the work and send nothing twice', async () => {
    const [one, other] = [await running(), await running()];
    const scope = await createOrganization(database);
    const { id } = await createEndpoint(scope, receiver.url);
    for (let count = 0; count < 40; count++) {
      await record(count % 2 ? one : other, scope);
      one.wake([id]);
      other.wake([id]);
    }
    await Promise.all([one.drain(scope.organizationId), other.drain(scope.organizationId)]);
    const sent = receiver.received.map(({ headers }) => String(headers['x-atteny-delivery']));
    expect(sent).toHaveLength(40);
    expect(new Set(sent).size).toBe(40);
  });

  test('an endpoint that was disabled by hand gets nothing until it is enabled', async () => {
    const service = testService(database);
    const scope = await createOrganization(database);
    await createEndpoint(scope, receiver.url);
    receiver.answerWith(status(500));
    await record(service, scope);
    await service.drain(scope.organizationId);
    await database.kysely
      .updateTable('webhook_endpoints')
      .set({ status: 'DISABLED', disabled_reason: 'MANUAL' })
      .execute();
    receiver.received.length = 0;
    await playNext(service, scope);
    services.push(service);
    expect(receiver.received).toEqual([]);
    expect(await deliveries(scope)).toMatchObject([{ status: 'PENDING', wake_at: null }]);
  });
});
