import { consoleLimits, limits, type Scope, scopes } from '@atteny/contract';
import type {
  CreateWorldRequest,
  UpdateWorldRequest,
  World,
  WorldSeed,
  WorldWithKey,
} from '@atteny/contract/console';
import type { Database, Executor } from '../../db/database.ts';
import { type Listing, newestFirst, type Page } from '../../db/page.ts';
import { inTransaction } from '../../db/transaction.ts';
import { demoOrganization, seedDemo, seedOrganization } from '../../demo/seed.ts';
import { newId } from '../../ids.ts';
import { keyStore } from '../../keys/store.ts';
import { scopeInside } from '../../organizations/scope.ts';
import { organizationStore, slugOf, slugWithEnding } from '../../organizations/store.ts';
import type { WorldsTable } from '../../db/console-tables.ts';
import { originOf, startOffset, worldOf, type WorldOrigin, worldRows, type WorldRows } from './world.ts';
import type { Clock } from '../../clock.ts';
import type { SecretBox } from '../../webhooks/secrets/secret-box.ts';

type NewWorld = Pick<CreateWorldRequest, 'name' | 'plan'> & {
  scopes?: readonly Scope[] | undefined;
  seed: WorldSeed;
  /** World time in milliseconds; null: the real one. */
  startAt: number | null;
};

interface WorldFilter {
  organizationId?: string | undefined;
  /** A request that its journal has. */
  requestId?: string | undefined;
  /** The one organization whose world may be seen; null: every world. */
  within: string | null;
}

/** The worlds of a sandbox. */
export function worldStore(database: Database, clock: Clock, box: SecretBox) {
  const { kysely, dialect } = database;
  return {
    rows: (id: string): Promise<WorldRows | undefined> => worldRows(kysely, id, clock),

    /** A page of worlds, newest first. */
    async list({ organizationId, requestId, within }: WorldFilter, page: Page): Promise<Listing<World>> {
      let matching = kysely.selectFrom('worlds');
      if (within !== null) matching = matching.where('organization_id', '=', within);
      if (organizationId !== undefined) matching = matching.where('organization_id', '=', organizationId);
      if (requestId !== undefined) {
        const asked = kysely
          .selectFrom('journal_requests')
          .select('organization_id')
          .where('request_id', '=', requestId);
        matching = matching.where('organization_id', 'in', asked);
      }
      const { items: worlds, total } = await newestFirst(matching.select('id'), page);
      const found = await Promise.all(worlds.map(({ id }) => worldRows(kysely, id, clock)));
      const items = found.flatMap((rows) => (rows ? [worldOf(rows, clock.now())] : []));
      return { items, total };
    },

    /** The new world with its key, which is not shown again. Undefined when there are enough already. */
    create: (wanted: NewWorld): Promise<WorldWithKey | undefined> =>
      inTransaction(database, async (transaction) => {
        if ((await countOf(transaction)) >= consoleLimits.worlds) return undefined;
        const now = clock.now();
        const origin = originOf(wanted);
        const clockOffsetMs = startOffset(wanted.startAt, now);
        const organizationId = await createOrganization(transaction, origin, clockOffsetMs, clock);
        const scope = scopeInside(transaction, dialect, organizationId, () => now + clockOffsetMs);
        const { secret, row } = await keyStore(scope).create({
          name: 'Chave do mundo',
          scopes: wanted.scopes ?? scopes,
          rateLimit: null,
          expiresAt: null,
        });
        const world: WorldsTable = {
          id: newId('wld'),
          organization_id: organizationId,
          key_id: row.id,
          seed: wanted.seed,
          origin: JSON.stringify(origin),
          start_at: wanted.startAt,
          created_at: now,
        };
        await transaction.insertInto('worlds').values(world).execute();
        if (wanted.seed === 'DEMO') await seedOrganization(scope, { box, clock });
        const rows = await worldRows(transaction, world.id, clock);
        if (!rows) throw new Error('the new world is not there');
        const { id, ...shown } = worldOf(rows, now);
        return { id, key: secret, ...shown };
      }),

    /** Changes name and plan. Undefined: no such world. */
    async update(id: string, change: UpdateWorldRequest): Promise<World | undefined> {
      const rows = await worldRows(kysely, id, clock);
      if (!rows) return undefined;
      const organization = await organizationStore(kysely, clock).update(rows.organization.id, change);
      return organization && worldOf({ ...rows, organization }, clock.now());
    },

    /** Removes a world with its organization and all that belongs to it. */
    async delete({ organization }: WorldRows): Promise<void> {
      await inTransaction(database, (transaction) =>
        transaction.deleteFrom('organizations').where('id', '=', organization.id).execute(),
      );
    },
  };
}

async function createOrganization(
  db: Executor,
  { name, plan }: WorldOrigin,
  clockOffsetMs: number,
  clock: Clock,
): Promise<string> {
  const { requestsPerMinute: rateLimit, monthlyQuota } = plan;
  const slug = slugWithEnding(slugOf(name));
  const row = await organizationStore(db, clock).create({ name, slug, plan, rateLimit, monthlyQuota });
  if (!row) throw new Error(`the short name ${slug} came twice`);
  await db
    .updateTable('organizations')
    .set({ clock_offset_ms: clockOffsetMs })
    .where('id', '=', row.id)
    .execute();
  return row.id;
}

async function countOf(db: Executor): Promise<number> {
  const { total } = await db
    .selectFrom('worlds')
    .select((query) => query.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

export const demoWorldId = 'demo';

/** Creates the demo organization with its data, and makes a world of it, unless that is done already. */
export async function seedDemoWorld(database: Database, clock: Clock, box: SecretBox): Promise<void> {
  await seedDemo(database, { clock, box });
  const { kysely } = database;
  const organization = await kysely
    .selectFrom('organizations')
    .innerJoin('keys', 'keys.organization_id', 'organizations.id')
    .select(['organizations.id', 'keys.id as keyId'])
    .where('slug', '=', demoOrganization.slug)
    .orderBy('keys.created_at')
    .executeTakeFirst();
  if (!organization) return;
  const { name, plan, monthlyQuota, rateLimit } = demoOrganization;
  const origin: WorldOrigin = {
    name,
    plan: { ...plan, monthlyQuota, requestsPerMinute: rateLimit ?? limits.rate.requests },
  };
  await kysely
    .insertInto('worlds')
    .values({
      id: demoWorldId,
      organization_id: organization.id,
      key_id: organization.keyId,
      seed: 'DEMO',
      origin: JSON.stringify(origin),
      start_at: null,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
