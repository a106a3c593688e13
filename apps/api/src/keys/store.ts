import type { Scope } from '@atteny/contract';
import type { components } from '@atteny/contract/console';
import { type Found, offsetOf, type Page } from '../db/page.ts';
import type { KeysTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { lockOrganization, type OrganizationScope } from '../organizations/scope.ts';
import { keyDigest, newKey, shownPrefix } from './format.ts';

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Requests a minute; null: the plan's. */
  readonly rateLimit: number | null;
  /** World time in milliseconds; null: never. */
  readonly expiresAt: number | null;
}

/** A key just made: its secret is known here and never again. */
export interface CreatedKey {
  readonly secret: string;
  readonly row: KeysTable;
}

export type KeyChange = components['schemas']['UpdateApiKeyRequest'];

/** The keys of one organization. */
export function keyStore(scope: OrganizationScope) {
  const own = () => scope.db.selectFrom('keys').where('organization_id', '=', scope.organizationId);
  const get = (id: string) => own().selectAll().where('id', '=', id).executeTakeFirst();
  return {
    /** Stores a key, a new one unless it is given. */
    create: (key: NewKey, secret?: string): Promise<CreatedKey> => create(scope, key, secret),

    /** Stores a new key unless the organization has that many active ones already: then undefined. */
    createWithin: (most: number, key: NewKey): Promise<CreatedKey | undefined> =>
      scope.transaction(async (inside) => {
        await lockOrganization(inside);
        return (await activeKeys(inside)).length < most ? create(inside, key) : undefined;
      }),

    /** A page of all keys, expired and revoked ones included, newest first. */
    async list({ page, limit }: Page): Promise<Found<KeysTable>> {
      const items = await own()
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offsetOf({ page, limit }))
        .execute();
      const { total } = await own()
        .select((select) => select.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { items, total };
    },

    /** Changes what is given. Undefined when there is no such key. */
    update: (id: string, { name, requestsPerMinute }: KeyChange): Promise<KeysTable | undefined> =>
      scope.db
        .updateTable('keys')
        .set({
          ...(name !== undefined && { name }),
          ...(requestsPerMinute !== undefined && { rate_limit: requestsPerMinute }),
        })
        .where('organization_id', '=', scope.organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst(),

    /** Undefined when there is no such key; one that is revoked already stays as it is. */
    async revoke(id: string): Promise<KeysTable | undefined> {
      await scope.db
        .updateTable('keys')
        .set({ revoked_at: scope.now() })
        .where('organization_id', '=', scope.organizationId)
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute();
      return get(id);
    },
  };
}

async function create(scope: OrganizationScope, key: NewKey, secret = newKey()): Promise<CreatedKey> {
  const row: KeysTable = {
    id: newId('key'),
    organization_id: scope.organizationId,
    name: key.name,
    prefix: shownPrefix(secret),
    digest: keyDigest(secret),
    scopes: JSON.stringify(key.scopes),
    rate_limit: key.rateLimit,
    created_at: scope.now(),
    expires_at: key.expiresAt,
    revoked_at: null,
  };
  await scope.db.insertInto('keys').values(row).execute();
  return { secret, row };
}

/** The keys of an organization that are neither revoked nor expired, oldest first. */
export function activeKeys(scope: OrganizationScope): Promise<KeysTable[]> {
  return scope.db
    .selectFrom('keys')
    .selectAll()
    .where('organization_id', '=', scope.organizationId)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', scope.now())]))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
