/**
 * What the lists of deliveries cost where there are a thousand and where there are a million (`BENCH_HISTORY`): medians in
 * milliseconds of what the dashboard's list and the public one ask of the database.
 */
import { consoleLimits } from '@atteny/contract';
import type { OrganizationScope } from '../src/organizations/scope.ts';
import { dialects } from '../src/testing/databases.ts';
import { sampleEvent } from '../src/testing/event.ts';
import { createEndpoint, createOrganization, testService } from '../src/testing/webhooks.ts';
import { type DeliveryFilter, deliveryJournal } from '../src/webhooks/deliveries/journal.ts';
import { deliveryStore } from '../src/webhooks/deliveries/store.ts';
import { fillHistory, lastOf, open, type Opened } from './history.ts';

const small = 1_000;
const large = Number(process.env['BENCH_HISTORY'] ?? 1_000_000);
const warmUp = 10;
const times = 101;
const first = { page: 1, limit: 20 };

interface Filled {
  readonly scope: OrganizationScope;
  readonly webhookId: string;
  readonly size: number;
}

async function filled({ database }: Opened, size: number): Promise<Filled> {
  const scope = await createOrganization(database);
  const { id: webhookId } = await createEndpoint(scope, 'http://127.0.0.1:9/');
  const service = testService(database);
  await scope.transaction((inside) => service.emit(inside, sampleEvent()));
  await service.stop();
  await fillHistory(database, scope, webhookId, size);
  return { scope, webhookId, size };
}

/** Both lists in turn, after a warm-up: what a busy moment or a cold cache costs falls on one as on the other. */
async function medians(works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const spent = works.map((): number[] => []);
  for (let time = -warmUp; time < times; time += 1) {
    for (const [index, work] of works.entries()) {
      const begun = performance.now();
      await work();
      if (time >= 0) spent[index]?.push(performance.now() - begun);
    }
  }
  return spent.map((all) => all.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0);
}

for (const dialect of dialects) {
  const opened = await open(dialect);
  try {
    const both = [await filled(opened, small), await filled(opened, large)] as const;
    const lists: Record<string, (of: Filled) => Promise<unknown>> = {};
    const journal = (name: string, filter: (of: Filled) => DeliveryFilter) => {
      lists[name] = async (of) => {
        const asked = deliveryJournal(opened.database, of.scope.organizationId);
        await asked.find(filter(of), first);
        await asked.countUpTo(consoleLimits.countedTotal, filter(of));
      };
    };
    journal('dashboard, first page', () => ({}));
    journal('of one endpoint', ({ webhookId }) => ({ webhookId }));
    journal('what failed', () => ({ status: 'FAILED' }));
    journal('a whole identifier', ({ size }) => ({ search: lastOf(size) }));
    journal('the last hour', ({ size }) => ({ since: size - 3 }));
    lists['public list'] = ({ scope, webhookId }) => deliveryStore(scope).list(webhookId, first);
    const table: Record<string, Record<string, number>> = {};
    for (const [name, list] of Object.entries(lists)) {
      const [few = 0, many = 0] = await medians(both.map((of) => () => list(of)));
      const round = (value: number) => Number(value.toFixed(2));
      table[name] = { [small]: round(few), [large]: round(many), ratio: round(many / few) };
    }
    console.log(dialect);
    console.table(table);
  } finally {
    await opened.close();
  }
}
