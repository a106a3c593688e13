import type { CompiledQuery } from 'kysely';
import { type Found, offsetOf, type Page } from '../db/page.ts';
import type { Dialect, Executor } from '../db/database.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { type Contact, contactOf, type ContactRow } from './contact.ts';

type PageRow = ContactRow & { total: number | null };

const statements = new Map<Dialect, CompiledQuery<PageRow>>();

/**
 * A page of all contacts, newest first, with the kept total, in one statement that is built once: building it costs
 * more than running it.
 */
export async function contactPage(scope: OrganizationScope, page: Page): Promise<Found<Contact>> {
  const { db, dialect, organizationId } = scope;
  const statement = statements.get(dialect) ?? build(db);
  statements.set(dialect, statement);
  // In the order in which the statement names them.
  const parameters = [organizationId, organizationId, page.limit, offsetOf(page)];
  const rows = await scope.read<PageRow>({ ...statement, parameters });
  return { items: rows.map(contactOf), total: rows[0]?.total ?? (await total(db, organizationId)) };
}

function build(db: Executor): CompiledQuery<PageRow> {
  return db
    .selectFrom('contacts')
    .select(['id', 'phone_number', 'name', 'created_at', 'updated_at'])
    .select((select) =>
      select
        .selectFrom('organizations')
        .select('contact_total')
        .where('organizations.id', '=', '')
        .as('total'),
    )
    .where('organization_id', '=', '')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .offset(1)
    .compile();
}

// Past the end there is no row to carry it.
async function total(db: Executor, organizationId: string): Promise<number> {
  const row = await db
    .selectFrom('organizations')
    .select('contact_total')
    .where('id', '=', organizationId)
    .executeTakeFirst();
  return row?.contact_total ?? 0;
}
