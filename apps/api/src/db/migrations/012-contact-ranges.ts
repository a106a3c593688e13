import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/**
 * In the embedded database the contacts of an organization are numbered in a range of its own, and so are their trigrams: a
 * search reads that part of the index and no neighbour's. The triggers see to it, whichever version writes, and what an
 * older version asks for is found as before.
 */
export const contactRanges: SchemaStep = async (db, dialect) => {
  if (dialect !== 'sqlite') return;
  await sql`create table contact_ranges (
    number integer primary key,
    organization_id text not null unique references organizations (id) on delete cascade,
    first integer not null generated always as (number << 32),
    last integer not null generated always as (((number + 1) << 32) - 1)
  )`.execute(db);
  await sql`insert into contact_ranges (organization_id) select id from organizations`.execute(db);
  await sql`drop trigger contacts_indexed`.execute(db);
  await sql`insert into contact_search (contact_search) values ('delete-all')`.execute(db);
  await sql`update contacts set seq = seq + (
    select first from contact_ranges as own where own.organization_id = contacts.organization_id
  )`.execute(db);
  await sql`insert into contact_search (rowid, search_text) select seq, search_text from contacts order by seq`.execute(
    db,
  );
  await sql`create trigger contacts_indexed after insert on contacts begin
    insert into contact_ranges (organization_id) values (new.organization_id) on conflict do nothing;
    update contacts set seq = (
      select 1 + coalesce((
        select seq from contacts where seq between own.first and own.last and seq <> new.seq
        order by seq desc limit 1
      ), own.first)
      from contact_ranges as own where own.organization_id = new.organization_id
    ) where seq = new.seq;
    insert into contact_search (rowid, search_text)
      select seq, search_text from contacts where organization_id = new.organization_id and id = new.id;
  end`.execute(db);
};
