import { builtOnce } from '../db/built-once.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import { newId } from '../ids.ts';
import { executeWithNext } from '../db/transaction.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { type Contact, contactColumns, contactOf } from './contact.ts';
import { contactTotal, searchContacts, searchText } from './search.ts';
import { add, writeBeginnings } from './write-contact.ts';

export interface ContactChange {
  readonly phoneNumber?: string;
  readonly name?: string | null;
}

/** The contacts of one organization. */
export function contactStore(scope: OrganizationScope) {
  const { db, organizationId } = scope;
  const own = () => db.selectFrom('contacts').where('contacts.organization_id', '=', organizationId);

  return {
    /** A page of all contacts, newest first. */
    list: (page: Page): Promise<Listing<Contact>> => contactPage(scope, page),

    /** A page of the contacts that combine with a text, newest first. */
    search: (text: string, page: Page): Promise<Listing<Contact>> => searchContacts(scope, text, page),

    async get(id: string): Promise<Contact | undefined> {
      const row = await own().select(contactColumns).where('id', '=', id).executeTakeFirst();
      return row && contactOf(row);
    },

    /** Undefined when another contact of the organization has the number. */
    create: (phoneNumber: string, name: string | null, id?: string): Promise<Contact | undefined> =>
      scope.transaction((inside) => insert(inside, phoneNumber, name, id)),

    /** The contact with a number, made now if there is none; `name` is for a new one. */
    findOrCreate: (phoneNumber: string, name: string | null): Promise<Contact> =>
      scope.transaction(async (inside) => {
        const created = await insert(inside, phoneNumber, name);
        if (created !== undefined) return created;
        const row = await inside.db
          .selectFrom('contacts')
          .select(contactColumns)
          .where('organization_id', '=', inside.organizationId)
          .where('phone_number', '=', phoneNumber)
          .executeTakeFirstOrThrow();
        return contactOf(row);
      }),

    /** Changes what is given. Undefined: no such contact; `taken`: another contact has the number. */
    async update(id: string, change: ContactChange): Promise<Contact | 'taken' | undefined> {
      try {
        return await scope.transaction((inside) => update(inside, id, change));
      } catch (error) {
        if (isUniqueViolation(error)) return 'taken';
        throw error;
      }
    },
  };
}

async function insert(scope: OrganizationScope, phoneNumber: string, name: string | null, id = newId('ctt')) {
  const now = scope.now();
  const row = await add(scope, {
    organization_id: scope.organizationId,
    id,
    phone_number: phoneNumber,
    name,
    search_text: searchText(name, phoneNumber),
    created_at: now,
    updated_at: now,
  });
  return row && contactOf(row);
}

async function update(
  scope: OrganizationScope,
  id: string,
  change: ContactChange,
): Promise<Contact | 'taken' | undefined> {
  const own = scope.db.selectFrom('contacts').where('organization_id', '=', scope.organizationId);
  const locked = scope.dialect === 'postgres' ? own.forUpdate() : own;
  const before = await locked.select(contactColumns).where('id', '=', id).executeTakeFirst();
  if (before === undefined) return undefined;
  const phoneNumber = change.phoneNumber ?? before.phone_number;
  const name = change.name === undefined ? before.name : change.name;
  if (phoneNumber !== before.phone_number) {
    const holder = await own.select('id').where('phone_number', '=', phoneNumber).executeTakeFirst();
    if (holder !== undefined) return 'taken';
  }
  const row = await scope.db
    .updateTable('contacts')
    .set({
      phone_number: phoneNumber,
      name,
      search_text: searchText(name, phoneNumber),
      updated_at: scope.now(),
    })
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .returning(contactColumns)
    .executeTakeFirstOrThrow();
  await executeWithNext(
    scope.db,
    scope.db
      .deleteFrom('contact_prefixes')
      .where('organization_id', '=', scope.organizationId)
      .where('contact_id', '=', id),
  );
  await writeBeginnings(scope, row);
  return contactOf(row);
}

/** A page of all contacts, newest first, with the kept total, in one statement. */
export async function contactPage(scope: OrganizationScope, page: Page): Promise<Listing<Contact>> {
  const { organizationId } = scope;
  const rows = await scope.read(
    selectPage(scope, { organizationId, limit: page.limit, offset: offsetOf(page) }),
  );
  // Past the end there is no row to carry it.
  return { items: rows.map(contactOf), total: rows[0]?.total ?? (await contactTotal(scope)) };
}

const selectPage = builtOnce(
  (db, { organizationId, limit, offset }: { organizationId: string; limit: number; offset: number }) =>
    db
      .selectFrom('contacts')
      .select(contactColumns)
      .select((select) =>
        select
          .selectFrom('organizations')
          .select('contact_total')
          .where('organizations.id', '=', organizationId)
          .as('total'),
      )
      .where('organization_id', '=', organizationId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset),
);
