import { consoleLimits } from '@atteny/contract';
import { afterTheFact, type ConsoleHandlers } from '../../operation-handler.ts';
import { failure } from '../../failures.ts';
import { dayMs, millisecondsOf } from '../../clock.ts';
import { windowAt } from '../../limits/counters.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { demoWorldId, worldStore } from './store.ts';
import { resetWorld } from './reset.ts';
import { worldOf, type WorldRows } from './world.ts';

type Operations = 'listWorlds' | 'createWorld' | 'getWorld' | 'updateWorld' | 'deleteWorld' | 'resetWorld';

export function worldHandlers(deps: SandboxDependencies): ConsoleHandlers<Operations> {
  const { database, clock, keys, counters, live, faults, webhooks } = deps;
  const worlds = worldStore(database, clock, webhooks.box);

  async function forgetCounts({ world, clockOffsetMs }: WorldRows): Promise<void> {
    await counters.quota.forget(world.organization_id);
    await counters.rate.forget(world.key_id, windowAt(clock.now() + clockOffsetMs));
  }

  return {
    async listWorlds({ query: { page, limit, ...filter }, access }) {
      await live.journalFlushed();
      const { items, total } = await worlds.list(
        { ...filter, within: access.organizationId },
        { page, limit },
      );
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async createWorld({ body = {} }) {
      const startAt = body.startAt === undefined ? null : millisecondsOf(body.startAt);
      const refused = startAt === null ? undefined : refusedStart(startAt, clock.now());
      if (refused) return failure('invalidBody', [{ path: '/body/startAt', message: refused }]);
      const world = await worlds.create({ ...body, seed: body.seed ?? 'NONE', startAt });
      if (!world) return failure('worldLimitReached');
      return { status: 201, body: { success: true, data: world } };
    },

    async getWorld({ params: { worldId } }) {
      const rows = await worlds.rows(worldId);
      if (!rows) return failure('notFound');
      return { status: 200, body: { success: true, data: worldOf(rows, clock.now()) } };
    },

    async updateWorld({ params: { worldId }, body }) {
      const world = await worlds.update(worldId, body);
      if (!world) return failure('notFound');
      keys.forget();
      return { status: 200, body: { success: true, data: world } };
    },

    async deleteWorld({ params: { worldId } }) {
      const rows = await worlds.rows(worldId);
      if (!rows) return failure('notFound');
      if (worldId === demoWorldId) return failure('worldProtected');
      await worlds.delete(rows);
      keys.forget();
      faults.clear(rows.organization.id);
      live.hub.end(rows.organization.id);
      await afterTheFact(() => forgetCounts(rows));
      return { status: 200, body: { success: true, data: { id: worldId } } };
    },

    async resetWorld({ params: { worldId } }) {
      const rows = await worlds.rows(worldId);
      if (!rows) return failure('notFound');
      await live.journalFlushed();
      const world = await resetWorld(database, rows, clock, webhooks.box);
      keys.forget();
      faults.clear(rows.organization.id);
      live.hub.reset(rows.organization.id);
      await afterTheFact(() => forgetCounts(rows));
      await afterTheFact(() => forgetCounts({ ...rows, clockOffsetMs: world.clock.offsetMs }));
      return { status: 200, body: { success: true, data: world } };
    },
  };
}

function refusedStart(startAt: number, now: number): string | undefined {
  if (startAt < now) return 'não pode estar no passado';
  if (startAt - now > consoleLimits.clockOffsetDays * dayMs) {
    return `não pode passar de ${consoleLimits.clockOffsetDays} dias à frente`;
  }
  return undefined;
}
