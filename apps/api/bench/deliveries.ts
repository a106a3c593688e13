/**
 * How fast deliveries leave, to a receiver in this same process (its work is in the figures): the wait of a lone one,
 * and how many a second when many wait, without history and behind a million rows of it.
 * `BENCH_DELIVERIES`, `BENCH_HISTORY`: how many.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webhooks } from '@atteny/contract';
import { sql } from 'kysely';
import type { Database } from '../src/db/database.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { openSqlite } from '../src/db/sqlite.ts';
import type { OrganizationScope } from '../src/organizations/scope.ts';
import { createOwnPostgres, dialects } from '../src/testing/databases.ts';
import type { DeliveryService } from '../src/webhooks/queue/service.ts';
import { sampleEvent } from '../src/testing/event.ts';
import { startReceiver } from '../src/testing/receiver.ts';
import { createEndpoint, createOrganization, testService } from '../src/testing/webhooks.ts';

const deliveries = Number(process.env['BENCH_DELIVERIES'] ?? 2_000);
const history = Number(process.env['BENCH_HISTORY'] ?? 1_000_000);
const historyStep = 50_000;
const lone = 100;
const endpoints = 10;

type Opened = { database: Database; close: () => Promise<void> };

async function open(dialect: Database['dialect']): Promise<Opened> {
  if (dialect === 'postgres') {
    const own = await createOwnPostgres();
    const database = await openPostgres(own.url);
    return { database, close: () => database.close().then(() => own.drop()) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'atteny-bench-'));
  const database = await openSqlite(join(folder, 'atteny.sqlite'));
  return { database, close: () => database.close().then(() => rmSync(folder, { recursive: true })) };
}

const record = (service: DeliveryService, scope: OrganizationScope) =>
  scope.transaction((inside) => service.emit(inside, sampleEvent()));

/** Deliveries that are over, all of one event. */
async function fill({ kysely, dialect }: Database, { organizationId }: OrganizationScope, webhookId: string) {
  const { id: eventId } = await kysely
    .selectFrom('webhook_events')
    .select('id')
    .where('organization_id', '=', organizationId)
    .limit(1)
    .executeTakeFirstOrThrow();
  for (let from = 0; from < history; from += historyStep) {
    const bounds = [sql.lit(from + 1), sql.lit(Math.min(from + historyStep, history))] as const;
    const numbers =
      dialect === 'postgres'
        ? sql`select n from generate_series(${bounds[0]}, ${bounds[1]}) as s (n)`
        : sql`with recursive s (n) as (select ${bounds[0]} union all select n + 1 from s where n < ${bounds[1]})
            select n from s`;
    await sql`insert into webhook_deliveries (organization_id, id, webhook_id, event_id, event, kind, status,
        attempts_made, created_at, completed_at)
      select ${organizationId}, 'dlv_past_' || n, ${webhookId}, ${eventId}, ${webhooks.onMessageCreated}, 'EVENT', 'SUCCEEDED',
        1, n, n from (${numbers}) as numbered`.execute(kysely);
  }
  await sql`analyze`.execute(kysely);
}

async function measure({ database }: Opened) {
  const receiver = await startReceiver();
  const waiting = testService(database);
  const scope = await createOrganization(database);
  const { id } = await createEndpoint(scope, receiver.url);
  await waiting.start();

  const waits: number[] = [];
  for (let count = 0; count < lone; count += 1) {
    const seen = receiver.received.length;
    await record(waiting, scope);
    const committed = performance.now();
    while (receiver.received.length === seen) await new Promise((resolve) => setImmediate(resolve));
    waits.push(performance.now() - committed);
    await waiting.drain(scope.organizationId);
  }
  await waiting.stop();
  waits.sort((a, b) => a - b);

  const perSecond = async () => {
    const busy = testService(database);
    const scopes = [];
    for (let count = 0; count < endpoints; count += 1) {
      const own = await createOrganization(database);
      await createEndpoint(own, receiver.url);
      scopes.push(own);
    }
    const storing = testService(database);
    await storing.stop();
    for (let count = 0; count < deliveries; count += 1) {
      await record(storing, scopes[count % endpoints] as OrganizationScope);
    }
    const seen = receiver.received.length;
    const begun = performance.now();
    await busy.start();
    while (receiver.received.length < seen + deliveries)
      await new Promise((resolve) => setTimeout(resolve, 5));
    const rate = (deliveries / (performance.now() - begun)) * 1_000;
    await busy.stop();
    return Math.round(rate);
  };
  const fresh = await perSecond();
  await fill(database, scope, id);
  const behindHistory = await perSecond();
  await receiver.close();
  const milliseconds = (share: number) => Number((waits[Math.ceil(lone * share) - 1] ?? 0).toFixed(1));
  return {
    'lone p50 ms': milliseconds(0.5),
    'lone p99 ms': milliseconds(0.99),
    'a second': fresh,
    [`a second, ${history} before`]: behindHistory,
    ratio: Number((behindHistory / fresh).toFixed(2)),
  };
}

const table: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const dialect of dialects) {
  const opened = await open(dialect);
  try {
    console.log(`${dialect} …`);
    table[dialect] = await measure(opened);
    console.table(table);
  } finally {
    await opened.close();
  }
}
