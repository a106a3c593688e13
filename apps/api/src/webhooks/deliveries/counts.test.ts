import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { deliveryCounts } from '../../db/migrations/010-delivery-counts.ts';
import { openPostgres } from '../../db/postgres/postgres.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { organizationIn } from '../../testing/organization.ts';
import { createEndpoint } from '../../testing/webhooks.ts';
import { countDeliveries, foldDeliveryCounts } from './store.ts';
import { newDelivery } from './delivery.ts';

const statuses = ['PENDING', 'SUCCEEDED', 'FAILED'] as const;

describe.each(dialects)('the counts of deliveries on %s', (dialect) => {
  let own: OwnDatabase;
  let scope: OrganizationScope;
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
    scope = await organizationIn(own.database, systemClock);
    const { organizationId } = scope;
    await scope.db
      .insertInto('webhook_events')
      .values({ organization_id: organizationId, id: 'evt', event: 'message.sent', body: '', created_at: 0 })
      .execute();
  });
  afterAll(() => own.close());

  async function endpoint(): Promise<string> {
    return (await createEndpoint(scope, 'https://example.com/')).id;
  }

  async function add(webhookId: string, some: number, { db, organizationId } = scope): Promise<string[]> {
    const about = {
      organizationId,
      webhookId,
      eventId: 'evt',
      event: 'message.sent',
      kind: 'EVENT',
    } as const;
    const rows = Array.from({ length: some }, () => newDelivery(about, 0, systemClock));
    await db.insertInto('webhook_deliveries').values(rows).execute();
    return rows.map(({ id }) => id);
  }

  const set = (status: (typeof statuses)[number], ids: string[], { db } = scope) =>
    db.updateTable('webhook_deliveries').set({ status }).where('id', 'in', ids).execute();
  const remove = (ids: string[], { db } = scope) =>
    db.deleteFrom('webhook_deliveries').where('id', 'in', ids).execute();

  async function kept(webhookId: string) {
    const by = await Promise.all(statuses.map((status) => countDeliveries(scope, { webhookId, status })));
    expect(await countDeliveries(scope, { webhookId })).toBe(by.reduce((sum, some) => sum + some, 0));
    return by;
  }

  test('follow what is written, moved and removed, of each endpoint and status', async () => {
    const [one, other] = [await endpoint(), await endpoint()];
    const ids = await add(one, 10);
    await add(other, 3);
    await set('SUCCEEDED', ids.slice(0, 6));
    await set('SUCCEEDED', ids.slice(0, 2));
    await set('FAILED', ids.slice(5, 8));
    await scope.db.updateTable('webhook_deliveries').set({ wake_at: 1 }).where('id', 'in', ids).execute();
    await remove([...ids.slice(0, 1), ...ids.slice(9)]);
    expect(await kept(one)).toEqual([1, 4, 3]);
    expect(await kept(other)).toEqual([3, 0, 0]);
  });

  test('are of the transaction: what is undone was never counted', async () => {
    const id = await endpoint();
    const undone = scope.transaction(async (inside) => {
      await set('FAILED', await add(id, 4, inside), inside);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await kept(id)).toEqual([0, 0, 0]);
  });

  test('an endpoint that goes takes them along', async () => {
    const id = await endpoint();
    await set('FAILED', (await add(id, 5)).slice(2));
    await scope.db.deleteFrom('webhook_endpoints').where('id', '=', id).execute();
    expect(await kept(id)).toEqual([0, 0, 0]);
  });

  test('an old version’s deliveries are counted when the schema comes up to date', async () => {
    const id = await endpoint();
    await set('SUCCEEDED', (await add(id, 3)).slice(1));
    await withoutStep(own.database);
    await deliveryCounts(own.database.kysely as unknown as Kysely<never>, dialect);
    expect(await kept(id)).toEqual([1, 2, 0]);
    await add(id, 1);
    expect(await kept(id)).toEqual([2, 2, 0]);
  });

  test.runIf(dialect === 'postgres')(
    'transactions do not wait for each other, and a connection that is gone leaves its part to all',
    async () => {
      const id = await endpoint();
      const second = await openPostgres(own.url ?? '');
      const elsewhere = { ...scope, db: second.kysely };
      await scope.transaction(async (inside) => {
        const ids = await add(id, 2, inside);
        // Would never end if it waited for the transaction that it is awaited in.
        await remove((await add(id, 7, elsewhere)).slice(3), elsewhere);
        await set('FAILED', ids.slice(1), inside);
      });
      expect(await kept(id)).toEqual([4, 0, 1]);
      await second.close();
      const parts = scope.db
        .selectFrom('webhook_delivery_counts')
        .select(['status', 'deliveries'])
        .where('webhook_id', '=', id)
        .where('part', '=', 0);
      await expect
        .poll(
          async () => {
            await foldDeliveryCounts(own.database);
            return parts.execute();
          },
          { timeout: 20_000 },
        )
        .toEqual([{ status: 'PENDING', deliveries: 3 }]);
      expect(await kept(id)).toEqual([4, 0, 1]);
    },
  );
});

async function withoutStep({ kysely, dialect }: Database): Promise<void> {
  const triggers = ['added', 'moved', 'removed'];
  const gone =
    dialect === 'postgres'
      ? [`drop function count_webhook_deliveries cascade`]
      : triggers.map((done) => `drop trigger webhook_delivery_${done}`);
  for (const statement of [...gone, 'drop table webhook_delivery_counts']) {
    await sql.raw(statement).execute(kysely);
  }
}
