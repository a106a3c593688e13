import { numberAt, publicDocument } from '@atteny/contract/documents';
import type { components } from '@atteny/contract/console';
import type { Updateable } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Executor } from '../db/database.ts';
import { type Listing, newestFirst, type Page } from '../db/page.ts';
import type { OrganizationsTable } from '../db/tables.ts';
import { newId, randomBase62 } from '../ids.ts';
import type { Plan } from './identity.ts';

/** An organization as it is set up. */
export interface NewOrganization {
  readonly name: string;
  readonly slug: string;
  readonly plan: Plan;
  /** Requests a minute for each key; null: the contract's. */
  readonly rateLimit: number | null;
  /** Requests a month; null: unlimited. */
  readonly monthlyQuota: number | null;
}

export type OrganizationChange = components['schemas']['UpdateOrganizationRequest'];

type Row = OrganizationsTable;

/** The organizations themselves: for the console alone, never for a holder of a key. */
export function organizationStore(db: Executor, clock: Clock) {
  const found = (query: { executeTakeFirst(): Promise<unknown> }) =>
    query.executeTakeFirst() as Promise<Row | undefined>;
  return {
    /** A page of all organizations, newest first. */
    async list(page: Page): Promise<Listing<Row>> {
      const { items, total } = await newestFirst(db.selectFrom('organizations').selectAll(), page);
      return { items: items as unknown as Row[], total };
    },

    /** Undefined when another organization has the slug. `id` is given where it has to be known before. */
    create: ({ plan, rateLimit, monthlyQuota, name, slug }: NewOrganization, id = newId('org')) =>
      found(
        db
          .insertInto('organizations')
          .values({
            id,
            name,
            slug,
            ...planColumns(plan),
            rate_limit: rateLimit,
            monthly_quota: monthlyQuota,
            created_at: clock.now(),
          })
          .onConflict((conflict) => conflict.column('slug').doNothing())
          .returningAll(),
      ),

    get: (id: string) => found(db.selectFrom('organizations').selectAll().where('id', '=', id)),

    getBySlug: (slug: string) => found(db.selectFrom('organizations').selectAll().where('slug', '=', slug)),

    /** Changes what is given. Undefined when there is no such organization. */
    update: (id: string, { name, plan = {} }: OrganizationChange) => {
      const { monthlyQuota, requestsPerMinute } = plan;
      const change: Updateable<OrganizationsTable> = {
        ...(name !== undefined && { name }),
        ...planColumns(plan),
        ...(requestsPerMinute !== undefined && { rate_limit: requestsPerMinute }),
        ...(monthlyQuota !== undefined && { monthly_quota: monthlyQuota }),
      };
      return found(db.updateTable('organizations').set(change).where('id', '=', id).returningAll());
    },
  };
}

function planColumns<P extends Partial<Plan>>({ name, hasAPI, hasWebhooks }: P) {
  return {
    ...(name !== undefined && { plan_name: name }),
    ...(hasAPI !== undefined && { has_api: hasAPI ? 1 : 0 }),
    ...(hasWebhooks !== undefined && { has_webhooks: hasWebhooks ? 1 : 0 }),
  } as P extends Plan ? Required<PlanColumns> : PlanColumns;
}

/** The plan of an organization as the contract shows it. */
export function planOf(row: Pick<Row, 'plan_name' | 'has_api' | 'has_webhooks'>): Plan {
  return { name: row.plan_name, hasAPI: row.has_api === 1, hasWebhooks: row.has_webhooks === 1 };
}

type PlanColumns = Partial<Pick<Row, 'plan_name' | 'has_api' | 'has_webhooks'>>;

const longest = numberAt(publicDocument, 'OrganizationSlug', 'maxLength');

/** A short name made of a name: letters, digits and hyphens, no longer than the contract allows. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, longest);
  return slug.replaceAll(/^-+|-+$/g, '') || 'organizacao';
}

/** The same short name with an ending that makes it unique. */
export function slugWithEnding(slug: string): string {
  return `${slug}-${randomBase62(6).toLowerCase()}`;
}
