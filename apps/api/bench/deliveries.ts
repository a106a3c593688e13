/**
 * How fast deliveries leave, to a receiver in this same process (its work is in the figures): the wait of a lone one,
 * and how many a second when many wait, without history and behind a million rows of it.
 * `BENCH_DELIVERIES`, `BENCH_HISTORY`: how many.
 */
import type { OrganizationScope } from '../src/organizations/scope.ts';
import { dialects } from '../src/testing/databases.ts';
import type { DeliveryService } from '../src/webhooks/queue/service.ts';
import { sampleEvent } from '../src/testing/event.ts';
import { startReceiver } from '../src/testing/receiver.ts';
import { fillHistory, open, type Opened } from './history.ts';
import { createEndpoint, createOrganization, testService } from '../src/testing/webhooks.ts';

const deliveries = Number(process.env['BENCH_DELIVERIES'] ?? 2_000);
const history = Number(process.env['BENCH_HISTORY'] ?? 1_000_000);
const lone = 100;
const endpoints = 10;

const record = (service: DeliveryService, scope: OrganizationScope) =>
  scope.transaction((inside) => service.emit(inside, sampleEvent()));

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
    while (receiver.received.length < seen + deliveries) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const rate = (deliveries / (performance.now() - begun)) * 1_000;
    await busy.stop();
    return Math.round(rate);
  };
  const fresh = await perSecond();
  await fillHistory(database, scope, id, history);
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
