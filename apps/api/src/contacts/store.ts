import type { Insertable } from 'kysely';
import { builtOnce } from '../db/built-once.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import { newId } from '../ids.ts';
import { executeWithNext } from '../db/transaction.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { ContactsTable } from '../db/tables.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { type Contact, contactColumns, contactOf, type ContactRow } from './contact.ts';
import { beginnings, contactTotal, searchContacts, searchText } from './search.ts';

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
  const { organizationId } = scope;
  const { rows } = await scope.db.executeQuery(
    insertContact(scope, {
      organization_id: organizationId,
      id,
      phone_number: phoneNumber,
      name,
      search_text: searchText(name, phoneNumber),
      created_at: now,
      updated_at: now,
    }),
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  await writeBeginnings(scope, row);
  // The last that is sent: the next contact of the organization waits for this row until the commit.
  await executeWithNext(scope.db, countContact(scope, { organizationId }));
  return contactOf(row);
}

const insertContact = builtOnce((db, row: Insertable<ContactsTable>) =>
  db
    .insertInto('contacts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_id', 'phone_number']).doNothing())
    .returning(contactColumns),
);

const countContact = builtOnce((db, { organizationId }: { organizationId: string }) =>
  db
    .updateTable('organizations')
    .set((value) => ({ contact_total: value('contact_total', '+', 1) }))
    .where('id', '=', organizationId),
);

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

async function writeBeginnings(scope: OrganizationScope, row: ContactRow): Promise<void> {
  const prefixes = beginnings(row.name, row.phone_number).map((prefix) => ({
    organization_id: scope.organizationId,
    prefix,
    created_at: row.created_at,
    contact_id: row.id,
  }));
  await executeWithNext(scope.db, scope.db.insertInto('contact_prefixes').values(prefixes));
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
