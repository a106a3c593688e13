import { sql } from 'kysely';
import { type Found, offsetOf, type Page } from '../db/page.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { type Contact, contactOf } from './contact.ts';
import { folded, isShort } from './search-text.ts';

/** A page of the contacts that combine with a text, newest first, and how many do. */
export async function searchContacts(
  scope: OrganizationScope,
  text: string,
  page: Page,
): Promise<Found<Contact>> {
  const wanted = folded(text);
  if (wanted === '') return { items: [], total: 0 };
  return isShort(wanted) ? beginning(scope, wanted, page) : containing(scope, wanted, page);
}

// The beginnings are in the order of the list: a page is read from there, and only its contacts are fetched.
async function beginning({ db, organizationId }: OrganizationScope, prefix: string, page: Page) {
  const own = db
    .selectFrom('contact_prefixes as begin')
    .where('begin.organization_id', '=', organizationId)
    .where('begin.prefix', '=', prefix);
  const rows = await own
    .innerJoin('contacts', (join) =>
      join
        .onRef('contacts.organization_id', '=', 'begin.organization_id')
        .onRef('contacts.id', '=', 'begin.contact_id'),
    )
    .select(['contacts.id', 'phone_number', 'name', 'contacts.created_at', 'updated_at'])
    .orderBy('begin.created_at', 'desc')
    .orderBy('begin.contact_id', 'desc')
    .limit(page.limit)
    .offset(offsetOf(page))
    .execute();
  const { total } = await own
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { items: rows.map(contactOf), total };
}

async function containing(scope: OrganizationScope, part: string, page: Page) {
  const matching =
    scope.dialect === 'postgres' ? withTrigramIndex(scope, part) : withTrigramTable(scope, part);
  const rows = await matching
    .select(['contacts.id', 'phone_number', 'name', 'contacts.created_at', 'updated_at'])
    .orderBy('contacts.created_at', 'desc')
    .orderBy('contacts.id', 'desc')
    .limit(page.limit)
    .offset(offsetOf(page))
    .execute();
  const { total } = await matching
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { items: rows.map(contactOf), total };
}

function withTrigramIndex({ db, organizationId }: OrganizationScope, part: string) {
  return db
    .selectFrom('contacts')
    .where('contacts.organization_id', '=', organizationId)
    .where('search_text', 'like', `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`);
}

// The plus keeps SQLite from walking all of the organization's contacts to see which of them match: it has no
// figures about how few do.
function withTrigramTable({ db, organizationId }: OrganizationScope, part: string) {
  const phrase = `"${part.replaceAll('"', '""')}"`;
  return db
    .selectFrom('contacts')
    .where(sql`+contacts.organization_id`, '=', organizationId)
    .where('seq', 'in', sql<number>`(select rowid from contact_search where contact_search match ${phrase})`);
}
