import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { sampleEvent } from '../../testing/event.ts';
import { createEndpoint, createOrganization, testService } from '../../testing/webhooks.ts';
import { type Claim, leaseMs } from '../deliveries/claim.ts';
import { claimDue } from './claims.ts';
import { createBatch, settle, type Settlement } from './settle.ts';

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

  async function endpointWith(deliveries: number) {
    const scope = await createOrganization(own.database);
    const { id } = await createEndpoint(scope, 'http://127.0.0.1:9/');
    const storing = testService(own.database);
    await storing.stop();
    for (let count = 0; count < deliveries; count += 1) {
      await scope.transaction((inside) => storing.emit(inside, sampleEvent()));
    }
    return { scope, id };
  }

  test('each endpoint has as many taken as were asked for, and none is taken twice', async () => {
    const [one, other] = [await endpointWith(3), await endpointWith(3)];
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
    const { scope, id } = await endpointWith(1);
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

test('an outcome alone is written at once, and those that come soon after it together', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  const written: string[][] = [];
  const batch = createBatch<string>(async (items) => void written.push(items), { maximum: 200, gatherMs: 5 });
  await batch.add('alone');
  const second = batch.add('second');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const third = batch.add('third');
  await vi.advanceTimersByTimeAsync(5);
  await Promise.all([second, third]);
  vi.useRealTimers();
  expect(written).toEqual([['alone'], ['second', 'third']]);
});
