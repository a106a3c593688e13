import { sql } from 'kysely';
import { builtOnce } from '../db/built-once.ts';
import { ask, askWithNext, jointStatement } from '../db/joint-statement.ts';
import type { ContactsTable } from '../db/tables.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { contactColumns, type ContactRow } from './contact.ts';
import { beginnings } from './search.ts';

type NewContact = ContactRow & Pick<ContactsTable, 'organization_id' | 'search_text'>;

/** Adds a contact and counts it. Undefined when another contact of the organization has the number. */
export async function add(scope: OrganizationScope, contact: NewContact): Promise<ContactRow | undefined> {
  const { organizationId: organization_id, db, dialect } = scope;
  const [row] =
    dialect === 'postgres'
      ? await ask(db, insertContacts, contact)
      : (await db.executeQuery(insertContact(scope, contact))).rows;
  if (row === undefined) return undefined;
  await writeBeginnings(scope, row);
  // The last that is sent: the next contact of the organization waits for this row until the commit.
  if (dialect === 'postgres') await askWithNext(db, countContacts, { organization_id });
  else await db.executeQuery(countContact(scope, { organization_id }));
  return row;
}

/** What a contact is found by when one or two characters are searched for. */
export async function writeBeginnings(scope: OrganizationScope, row: ContactRow): Promise<void> {
  const { organizationId: organization_id, db, dialect } = scope;
  const prefixes = beginnings(row.name, row.phone_number);
  const written = { organization_id, created_at: row.created_at, contact_id: row.id };
  if (dialect === 'postgres') {
    await askWithNext(db, insertBeginnings, { ...written, prefixes: JSON.stringify(prefixes) });
    return;
  }
  const rows = prefixes.map((prefix) => ({ ...written, prefix }));
  await db.insertInto('contact_prefixes').values(rows).execute();
}

const insertContact = builtOnce((db, row: NewContact) =>
  db
    .insertInto('contacts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_id', 'phone_number']).doNothing())
    .returning(contactColumns),
);

const countContact = builtOnce((db, { organization_id }: { organization_id: string }) =>
  db
    .updateTable('organizations')
    .set((value) => ({ contact_total: value('contact_total', '+', 1) }))
    .where('id', '=', organization_id),
);

/** In one order, whoever asks: of two transactions that take the same numbers, none waits for the other. */
const insertContacts = jointStatement<NewContact, ContactRow>(
  {
    organization_id: 'text',
    id: 'text',
    phone_number: 'text',
    name: 'text',
    search_text: 'text',
    created_at: 'bigint',
    updated_at: 'bigint',
  },
  (asked) => sql`
    with asked as (select * from ${asked}), written as (
      insert into contacts (organization_id, id, phone_number, name, search_text, created_at, updated_at)
      select organization_id, id, phone_number, name, search_text, created_at, updated_at from asked
      order by organization_id, phone_number
      on conflict (organization_id, phone_number) do nothing
      returning *
    )
    select asked.nth, ${sql.join(contactColumns.map((name) => sql.ref(name)))}
    from written as contacts join asked using (organization_id, id)`,
);

const insertBeginnings = jointStatement<{
  organization_id: string;
  contact_id: string;
  created_at: number;
  prefixes: string;
}>(
  { organization_id: 'text', contact_id: 'text', created_at: 'bigint', prefixes: 'text' },
  (asked) => sql`
    insert into contact_prefixes (organization_id, prefix, created_at, contact_id)
    select organization_id, prefix, created_at, contact_id
    from ${asked} cross join json_array_elements_text(cast(prefixes as json)) as prefix`,
);

/** Each organization once, and in one order: others add to the same totals. */
const countContacts = jointStatement<{ organization_id: string }>(
  { organization_id: 'text' },
  (asked) => sql`
    with added as (
      select organization_id as id, count(*) as contacts from ${asked} group by organization_id
    ), locked as (
      select id from organizations where id in (select id from added) order by id for no key update
    )
    update organizations set contact_total = contact_total + added.contacts
    from added join locked using (id) where organizations.id = added.id`,
);
