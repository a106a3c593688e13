import { limits } from '@atteny/contract';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { demoOrganization, seedDemo } from '../../demo/seed.ts';
import type { SecretBox } from '../../webhooks/secrets/secret-box.ts';
import type { WorldOrigin } from './world.ts';

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
