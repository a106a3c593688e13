import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { organizationIn } from '../../testing/organization.ts';
import { newDelivery } from '../deliveries/delivery.ts';
import { pruneDeliveries } from './history.ts';

describe.each(dialects)('the history of deliveries on %s', (dialect) => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
  });
  afterAll(() => own.close());

  test('what was over before goes in batches with its attempts and its event, and all else stays', async () => {
    const { database } = own;
    const { kysely } = database;
    const { organizationId } = await organizationIn(database, systemClock);
    const endpoint = {
      organization_id: organizationId,
      id: 'whk_1',
      url: 'https://example.com',
      events: '["message.sent"]',
      status: 'ENABLED' as const,
      secret: '',
      created_at: 0,
      updated_at: 0,
    };
    await kysely
      .insertInto('webhook_endpoints')
      .values(endpoint as never)
      .execute();
    const deliver = async (eventId: string, completedAt: number | null) => {
      const row = newDelivery(
        { organizationId, webhookId: 'whk_1', eventId, event: 'message.sent', kind: 'EVENT' },
        0,
        systemClock,
      );
      const over = {
        ...row,
        status: 'SUCCEEDED' as const,
        due_at: null,
        wake_at: null,
        completed_at: completedAt,
      };
      await kysely
        .insertInto('webhook_events')
        .values({
          organization_id: organizationId,
          id: eventId,
          event: 'message.sent',
          body: '{}',
          created_at: 0,
        })
        .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
        .execute();
      await kysely
        .insertInto('webhook_deliveries')
        .values(completedAt === null ? row : over)
        .execute();
      const attempt = {
        organization_id: organizationId,
        delivery_id: row.id,
        number: 1,
        started_at: 0,
        duration_ms: 1,
      };
      await kysely.insertInto('webhook_attempts').values(attempt).execute();
      return row.id;
    };
    for (let old = 0; old < 250; old += 1) await deliver(`evt_old_${old}`, 1_000);
    await deliver('evt_twice', 1_000);
    const kept = [
      await deliver('evt_twice', 3_000),
      await deliver('evt_new', 2_000),
      await deliver('evt_waits', null),
    ];

    expect(await pruneDeliveries(database, 2_000)).toBe(200);
    expect(await pruneDeliveries(database, 2_000)).toBe(51);
    expect(await pruneDeliveries(database, 2_000)).toBe(0);
    const ids = async (table: 'webhook_deliveries' | 'webhook_events') =>
      (await kysely.selectFrom(table).select('id').execute()).map(({ id }) => id).toSorted();
    expect(await ids('webhook_deliveries')).toEqual(kept.toSorted());
    expect(await ids('webhook_events')).toEqual(['evt_new', 'evt_twice', 'evt_waits']);
    const attempts = await kysely.selectFrom('webhook_attempts').select('delivery_id').execute();
    expect(attempts.map(({ delivery_id: id }) => id).toSorted()).toEqual(kept.toSorted());
  });
});
