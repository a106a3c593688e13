import { afterAll, beforeAll, describe, expect, test, onTestFinished } from 'vitest';
import { sql } from 'kysely';
import type { Database, Executor } from '../../db/database.ts';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { sampleEvent } from '../../testing/event.ts';
import { createEndpoint, createOrganization, testService } from '../../testing/webhooks.ts';
import { type Claim, leaseMs } from '../deliveries/claim.ts';
import { claimDue } from './claims.ts';
import { settle, type Settlement } from './settle.ts';

const settlementOf = (claim: Claim, statusCode: number): Settlement => ({
  claim,
  verdict: { kind: 'succeeded' },
  outcome: {
    durationMs: 1,
    statusCode,
    error: null,
    redirectLocation: null,
    responseBody: null,
    retryAfter: null,
  },
  startedAt: 1,
  endedAt: 2,
});

describe.each(dialects)('claims and their settlements on %s', (dialect) => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
  });
  afterAll(() => own.close());

  test('each endpoint has as many taken as were asked for, and none is taken twice', async () => {
    const [one, other] = [await endpointWith(own.database, 3), await endpointWith(own.database, 3)];
    const now = Date.now();
    const asked = [
      { webhookId: one.id, limit: 2 },
      { webhookId: other.id, limit: 5 },
    ];
    const first = await claimDue(own.database, asked, now);
    const second = await claimDue(own.database, asked, now);
    const of = (claims: Claim[], webhookId: string) =>
      claims.filter(({ delivery }) => delivery.webhook_id === webhookId).length;
    expect([of(first, one.id), of(first, other.id)]).toEqual([2, 3]);
    expect([of(second, one.id), of(second, other.id)]).toEqual([1, 0]);
    expect(new Set([...first, ...second].map(({ delivery }) => delivery.id)).size).toBe(6);
    for (const { delivery, endpoint, body } of first) {
      expect(endpoint).toMatchObject({ organization_id: delivery.organization_id, id: delivery.webhook_id });
      expect(JSON.parse(body)).toMatchObject({ id: delivery.event_id, event: delivery.event });
    }
  });

  test('of two claims of one delivery in one batch, the one that holds the lease is written', async () => {
    const { scope, id } = await endpointWith(own.database, 1);
    const asked = [{ webhookId: id, limit: 1 }];
    const now = Date.now();
    const [late] = await claimDue(own.database, asked, now);
    const [current] = await claimDue(own.database, asked, now + leaseMs + 1);
    const settled = await settle(own.database, [
      settlementOf(current as Claim, 201),
      settlementOf(late as Claim, 200),
    ]);
    expect(settled.map(({ outcome }) => outcome.statusCode)).toEqual([201]);
    const attempts = await scope.db
      .selectFrom('webhook_attempts')
      .select('status_code')
      .where('organization_id', '=', scope.organizationId)
      .execute();
    expect(attempts).toEqual([{ status_code: 201 }]);
  });
});

describe.skipIf(!dialects.includes('postgres'))('over PostgreSQL', () => {
  test.each([0, 20_000])(
    'with a plan of a time when there were %i, neither a claim nor an outcome reads the history',
    async (before) => {
      const own = await openOwnDatabase('postgres');
      onTestFinished(() => own.close());
      const { kysely } = own.database;
      const { id } = await endpointWith(own.database, 20);
      const { database, read } = countingReads(own.database, 'webhook_deliveries');
      const attemptNext = async () => {
        const claims = await claimDue(database, [{ webhookId: id, limit: 1 }], Date.now());
        await settle(
          database,
          claims.map((claim) => settlementOf(claim, 200)),
        );
        return claims.length;
      };
      const grow = (count: number) =>
        sql`insert into webhook_deliveries
          (organization_id, id, webhook_id, event_id, event, kind, status, attempts_made, created_at, completed_at)
        select organization_id, 'dlv_' || gen_random_uuid(), webhook_id, event_id, event, kind, 'SUCCEEDED', 1, 1, 1
        from (select * from webhook_deliveries limit 1) as one, generate_series(1, ${sql.lit(count)})`.execute(
          kysely,
        );
      await grow(before);
      await sql`analyze`.execute(kysely);
      for (let time = 0; time < 8; time += 1) expect(await attemptNext()).toBe(1);
      await grow(20_000);
      read.length = 0;
      expect(await attemptNext()).toBe(1);
      expect(read).toEqual([0, 0]);
    },
  );
});

/** The same database, and of each of its transactions how many rows of a table it read without an index. */
function countingReads({ kysely, ...database }: Database, table: string) {
  const read: number[] = [];
  const readBy = async (transaction: Executor) => {
    const { rows } = await sql<{ read: number }>`
      select seq_tup_read as read from pg_stat_xact_user_tables where relname = ${table}`.execute(
      transaction,
    );
    return rows[0]?.read ?? 0;
  };
  const execute = (work: (transaction: Executor) => Promise<unknown>) =>
    kysely.transaction().execute(async (transaction) => {
      const before = await readBy(transaction);
      const result = await work(transaction);
      read.push((await readBy(transaction)) - before);
      return result;
    });
  const counting = { ...database, kysely: { transaction: () => ({ execute }) } };
  return { database: counting as unknown as Database, read };
}

async function endpointWith(database: Database, deliveries: number) {
  const scope = await createOrganization(database);
  const { id } = await createEndpoint(scope, 'http://127.0.0.1:9/');
  const storing = testService(database);
  await storing.stop();
  for (let count = 0; count < deliveries; count += 1) {
    await scope.transaction((inside) => storing.emit(inside, sampleEvent()));
  }
  return { scope, id };
}
