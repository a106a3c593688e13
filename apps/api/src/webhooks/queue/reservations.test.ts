import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Executor } from '../../db/database.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { sampleEvent } from '../../testing/event.ts';
import { ok, startReceiver } from '../../testing/receiver.ts';
import { createEndpoint, createOrganization, testService } from '../../testing/webhooks.ts';
import { leaseMs } from '../deliveries/claim.ts';
import { laneLimits } from './lanes.ts';
import type { DeliveryService } from './service.ts';

describe.each(dialects)('what is claimed as it is written, on %s', (dialect) => {
  let own: OwnDatabase;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let service: DeliveryService;
  let scope: OrganizationScope;
  const held: ServerResponse[] = [];
  const hold = () => receiver.answerWith((response) => void held.push(response));

  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
    receiver = await startReceiver();
  });
  beforeEach(async () => {
    receiver.answerWith(ok);
    service = testService(own.database);
    scope = await createOrganization(own.database);
    await createEndpoint(scope, receiver.url);
    await service.start();
    // The first delivery says that there is an endpoint.
    await recordClaimed();
    await service.drain(scope.organizationId);
    receiver.received.length = 0;
  });
  afterEach(async () => {
    receiver.answerWith(ok);
    for (const response of held.splice(0)) response.end('ok');
    await service.drain(scope.organizationId);
    await service.stop();
  });
  afterAll(async () => {
    await receiver.close();
    await own.close();
  });

  const record = () => scope.transaction((inside) => service.emit(inside, sampleEvent()));
  const pending = async (db: Executor = own.database.kysely) => {
    const rows = await db
      .selectFrom('webhook_deliveries')
      .select(['lease', 'due_at', 'wake_at'])
      .where('organization_id', '=', scope.organizationId)
      .where('status', '=', 'PENDING')
      .execute();
    return rows.map(({ lease, due_at, wake_at }) => ({ lease, leasedFor: Number(wake_at) - Number(due_at) }));
  };
  /** Records one after the other, until one finds room: not as long as an earlier one waits, which a slow machine may take time for. */
  async function recordClaimed(): Promise<void> {
    for (;;) {
      const written = await scope.transaction(async (inside) => {
        const before = await pending(inside.db);
        await service.emit(inside, sampleEvent());
        return { before, after: await pending(inside.db) };
      });
      if (written.after.filter(isClaimed).length > written.before.filter(isClaimed).length) return;
      await service.drain(scope.organizationId);
    }
  }
  const isClaimed = ({ leasedFor }: { leasedFor: number }) => leasedFor === leaseMs;

  test('is attempted once, and written down', async () => {
    await recordClaimed();
    await service.drain(scope.organizationId);
    expect(await pending()).toEqual([]);
    const ids = receiver.received.map(({ headers }) => headers['x-atteny-delivery']);
    expect(new Set(ids).size).toBe(ids.length);
    const attempts = own.database.kysely.selectFrom('webhook_attempts').select('delivery_id');
    const written = await attempts.where('organization_id', '=', scope.organizationId).execute();
    expect(written.map(({ delivery_id }) => delivery_id)).toEqual(expect.arrayContaining(ids));
  });

  test('has room; the others wait for it, and arrive too', async () => {
    hold();
    const many = laneLimits.mostSlots * 2;
    for (let count = 0; count < many; count += 1) await record();
    const waiting = await pending();
    expect(waiting).toHaveLength(many);
    expect(waiting.filter(({ lease }) => lease !== null).length).toBeLessThanOrEqual(laneLimits.mostSlots);
    receiver.answerWith(ok);
    for (const response of held.splice(0)) response.end('ok');
    await service.drain(scope.organizationId);
    expect(receiver.received).toHaveLength(many);
  });

  test('and not kept after all leaves its room to others', async () => {
    for (let count = 0; count < laneLimits.mostSlots * 2; count += 1) {
      const undone = scope.transaction(async (inside) => {
        await service.emit(inside, sampleEvent());
        throw new Error('changed my mind');
      });
      await expect(undone).rejects.toThrow('changed my mind');
    }
    await recordClaimed();
  });

  test('for an endpoint that does not want it leaves its room to others', async () => {
    await own.database.kysely
      .updateTable('webhook_endpoints')
      .set({ events: '["contact.deleted"]' })
      .where('organization_id', '=', scope.organizationId)
      .execute();
    for (let count = 0; count < laneLimits.mostSlots * 2; count += 1) await record();
    expect(await pending()).toEqual([]);
    await createEndpoint(scope, receiver.url);
    await recordClaimed();
  });

  test('by a service that has ended is nothing: another one finds it', async () => {
    await service.stop();
    await record();
    expect(await pending()).toEqual([{ lease: null, leasedFor: 0 }]);
    service = testService(own.database);
    await service.start();
  });
});
