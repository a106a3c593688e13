import type { World, WorldClock } from '@atteny/contract/console';
import type { KeysTable, OrganizationsTable } from '../../db/tables.ts';
import { consoleKeyOf } from '../../console/keys.ts';
import { consoleOrganizationOf } from '../../console/rows.ts';
import type { WorldsTable } from '../../db/sandbox-tables.ts';

export type WorldRows = {
  world: WorldsTable;
  organization: OrganizationsTable;
  key: KeysTable;
  clockOffsetMs: number;
};

/** A world as the contract shows it; `now` is real time in milliseconds. */
export function worldOf({ world, organization, key, clockOffsetMs }: WorldRows, now: number): World {
  return {
    id: world.id,
    organization: consoleOrganizationOf(organization),
    apiKey: consoleKeyOf(key, now + clockOffsetMs),
    seed: world.seed,
    clock: clockOf(clockOffsetMs, now),
    createdAt: new Date(world.created_at).toISOString(),
  };
}

/** The clock of a world that is `offsetMs` ahead of real time, at `now`, real time in milliseconds. */
export function clockOf(offsetMs: number, now: number): WorldClock {
  return { now: new Date(now + offsetMs).toISOString(), offsetMs };
}
