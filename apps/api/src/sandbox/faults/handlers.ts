import type { ConsoleHandlers } from '../../operation-handler.ts';
import { failure } from '../../failures.ts';
import { monthAt, windowAt } from '../../limits/counters.ts';
import { delivery as contract } from '@atteny/contract';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldStore } from '../worlds/store.ts';
import { worldOf, worldRows, type WorldRows } from '../worlds/world.ts';
import { planProblems } from './fault-plans.ts';

type Operations = 'getFaultPlan' | 'applyFaultPlan' | 'deleteFaultPlan' | 'simulateBoundary';

/** Plans of faults, and the edges that a world can be taken to. */
export function faultHandlers(deps: SandboxDependencies): ConsoleHandlers<Operations> {
  const { database, clock, keys, counters, faults, webhooks } = deps;
  const { kysely } = database;
  const worlds = worldStore(database, clock, webhooks.box);

  /** How many calls the month and this minute have had. */
  async function usedBy({ organization, world, clockOffsetMs }: WorldRows) {
    const now = clock.now() + clockOffsetMs;
    return {
      minute: await counters.rate.read(world.key_id, windowAt(now)),
      month: await counters.quota.read(organization.id, monthAt(now).name),
    };
  }

  return {
    async getFaultPlan({ params: { worldId } }) {
      const rows = await worldRows(kysely, worldId, clock);
      if (!rows) return failure('notFound');
      return { status: 200, body: { success: true, data: faults.state(rows.organization.id) } };
    },

    async applyFaultPlan({ params: { worldId }, body }) {
      const rows = await worldRows(kysely, worldId, clock);
      if (!rows) return failure('notFound');
      const wrong = planProblems(body);
      if (wrong.length > 0) return failure('invalidBody', wrong);
      return { status: 200, body: { success: true, data: faults.apply(rows.organization.id, body) } };
    },

    async deleteFaultPlan({ params: { worldId } }) {
      const rows = await worldRows(kysely, worldId, clock);
      if (!rows) return failure('notFound');
      faults.clear(rows.organization.id);
      return { status: 200, body: { success: true, data: faults.state(rows.organization.id) } };
    },

    async simulateBoundary({ params: { worldId }, body }) {
      const rows = await worldRows(kysely, worldId, clock);
      if (!rows) return failure('notFound');
      const { kind, calls, webhookId, seconds } = body;
      const missing = (name: string) =>
        failure('invalidBody', [{ path: `/body/${name}`, message: `falta, com kind: ${kind}` }]);
      switch (kind) {
        case 'CALLS_LEFT_THIS_MINUTE': {
          if (calls === undefined) return missing('calls');
          let { minute } = await usedBy(rows);
          const window = windowAt(clock.now() + rows.clockOffsetMs);
          // A limit of none cannot be: one call is taken for it.
          if (minute + calls === 0) minute = (await counters.rate.take(rows.world.key_id, window, 1)).used;
          await worlds.update(worldId, { plan: { requestsPerMinute: minute + calls } });
          break;
        }
        case 'CALLS_LEFT_THIS_MONTH': {
          if (calls === undefined) return missing('calls');
          const { month } = await usedBy(rows);
          await worlds.update(worldId, { plan: { monthlyQuota: month + calls } });
          break;
        }
        case 'NEXT_FAILURE_DISABLES': {
          if (webhookId === undefined) return missing('webhookId');
          const { numUpdatedRows } = await kysely
            .updateTable('webhook_endpoints')
            .set({ consecutive_failures: contract.disableAfterFailedDeliveries - 1 })
            .where('organization_id', '=', rows.organization.id)
            .where('id', '=', webhookId)
            .executeTakeFirst();
          if (numUpdatedRows === 0n) return failure('notFound');
          break;
        }
        case 'KEY_EXPIRES':
          if (seconds === undefined) return missing('seconds');
          await kysely
            .updateTable('keys')
            .set({ expires_at: clock.now() + rows.clockOffsetMs + seconds * 1000 })
            .where('id', '=', rows.world.key_id)
            .execute();
          break;
        case 'NO_WEBHOOKS':
          await worlds.update(worldId, { plan: { hasWebhooks: false } });
          break;
      }
      keys.forget();
      const world = await worldRows(kysely, worldId, clock);
      if (!world) return failure('notFound');
      return { status: 200, body: { success: true, data: worldOf(world, clock.now()) } };
    },
  };
}
