import type { PlanTerms, UpdatePlanRequest, World, WorldClock } from '@atteny/contract/console';
import { limits } from '@atteny/contract';
import type { KeysTable, OrganizationsTable } from '../../db/tables.ts';
import { consoleKeyOf } from '../../console/keys.ts';
import { consoleOrganizationOf } from '../../console/organizations.ts';
import type { WorldsTable } from '../../db/console-tables.ts';
import type { Executor } from '../../db/database.ts';
import { organizationStore } from '../../organizations/store.ts';
import { type Clock, instant } from '../../clock.ts';

export interface WorldRows {
  world: WorldsTable;
  organization: OrganizationsTable;
  key: KeysTable;
  clockOffsetMs: number;
}

/** A world as the contract shows it; `now` is real time in milliseconds. */
export function worldOf({ world, organization, key, clockOffsetMs }: WorldRows, now: number): World {
  return {
    id: world.id,
    organization: consoleOrganizationOf(organization),
    apiKey: consoleKeyOf(key, now + clockOffsetMs),
    seed: world.seed,
    clock: clockOf(clockOffsetMs, now),
    createdAt: instant(world.created_at),
  };
}

/** The clock of a world that is `offsetMs` ahead of real time, at `now`, real time in milliseconds. */
export function clockOf(offsetMs: number, now: number): WorldClock {
  return { now: instant(now + offsetMs), offsetMs };
}

/** All that is shown of a world. Undefined: no such world. */
export async function worldRows(db: Executor, id: string, clock: Clock): Promise<WorldRows | undefined> {
  const world = await db.selectFrom('worlds').selectAll().where('id', '=', id).executeTakeFirst();
  if (!world) return undefined;
  const organization = await organizationStore(db, clock).get(world.organization_id);
  const key = await db.selectFrom('keys').selectAll().where('id', '=', world.key_id).executeTakeFirst();
  if (!organization || !key) return undefined;
  return { world, organization, key, clockOffsetMs: Number(organization.clock_offset_ms) };
}

/** How an organization is set up: what a world goes back to when it begins anew. */
export interface WorldOrigin {
  name: string;
  plan: PlanTerms;
}

const sandboxPlan: PlanTerms = {
  name: 'Sandbox',
  hasAPI: true,
  hasWebhooks: true,
  monthlyQuota: null,
  requestsPerMinute: limits.rate.requests,
};

const defaultName = 'Padaria Lua Nova';

/** What a world begins as: the sandbox's plan, but for what is asked for. */
export function originOf({ name, plan }: { name?: string; plan?: UpdatePlanRequest }): WorldOrigin {
  return { name: name ?? defaultName, plan: { ...sandboxPlan, ...plan } };
}

/** How far a world that begins at `startAt` (world time) is ahead of `now` (real time), in milliseconds. */
export function startOffset(startAt: number | null, now: number): number {
  return startAt === null ? 0 : Math.max(0, startAt - now);
}
