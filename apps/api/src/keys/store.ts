import type { Scope } from '@atteny/contract';
import type { components } from '@atteny/contract/console';
import { type Listing, newestFirst, type Page } from '../db/page.ts';
import type { KeysTable } from '../db/tables.ts';
import { hourMs } from '../clock.ts';
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
  /** The key that this one comes to replace. */
  readonly rolledFrom?: string;
}

/** A key just made: its secret is known here and never again. */
export interface CreatedKey {
  readonly secret: string;
  readonly row: KeysTable;
}

export type KeyChange = components['schemas']['UpdateApiKeyRequest'];

/** The keys of one organization. */
export function keyStore(scope: OrganizationScope) {
  const own = ({ db } = scope) => db.selectFrom('keys').where('organization_id', '=', scope.organizationId);
  const get = (id: string, inside = scope) => own(inside).selectAll().where('id', '=', id).executeTakeFirst();
  return {
    /** Stores a key, a new one unless it is given. */
    create: (key: NewKey, secret?: string): Promise<CreatedKey> => create(scope, key, secret),

    /** Stores a new key unless the organization has that many active ones already: then undefined. */
    createWithin: (most: number, key: NewKey): Promise<CreatedKey | undefined> =>
      scope.transaction(async (inside) => {
        await lockOrganization(inside);
        return (await activeKeys(inside)).length < most ? create(inside, key) : undefined;
      }),

    /**
     * A second key like the one given. The old one stays valid, for `overlapHours` at most where they are given.
     * Undefined: no such key.
     */
    roll: (
      id: string,
      { most, overlapHours }: { most: number; overlapHours: number | null },
    ): Promise<CreatedKey | 'not-active' | 'too-many' | undefined> =>
      scope.transaction(async (inside) => {
        if (inside.dialect === 'postgres') await lockOrganization(inside);
        const old = await get(id, inside);
        if (old === undefined) return undefined;
        const active = await activeKeys(inside);
        if (!active.some((key) => key.id === id)) return 'not-active';
        if (active.length >= most) return 'too-many';
        const until = overlapHours === null ? null : inside.now() + overlapHours * hourMs;
        if (until !== null && until < (old.expires_at ?? Infinity)) {
          await inside.db
            .updateTable('keys')
            .set({ expires_at: until })
            .where('organization_id', '=', inside.organizationId)
            .where('id', '=', id)
            .execute();
        }
        const { name, scopes, rate_limit: rateLimit, expires_at: expiresAt } = old;
        return create(inside, {
          name,
          scopes: JSON.parse(scopes) as Scope[],
          rateLimit,
          expiresAt,
          rolledFrom: id,
        });
      }),

    /** A page of all keys, expired and revoked ones included, newest first. */
    list: (page: Page): Promise<Listing<KeysTable>> => newestFirst(own().selectAll(), page),

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
    last_used_at: null,
    rolled_from: key.rolledFrom ?? null,
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
