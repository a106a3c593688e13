import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/**
 * Search in contacts: three characters and more by trigrams, one and two by a table of beginnings that is
 * already in the order of the list.
 */
export const search: SchemaStep = async (db, dialect) => {
  const withoutRowid = dialect === 'sqlite' ? sql`without rowid` : sql``;
  await sql`create table contact_prefixes (
    organization_id text not null,
    prefix text not null,
    created_at bigint not null,
    contact_id text not null,
    primary key (organization_id, prefix, created_at, contact_id),
    foreign key (organization_id, contact_id) references contacts (organization_id, id) on delete cascade
  ) ${withoutRowid}`.execute(db);
  await sql`create index contact_prefixes_of_contact on contact_prefixes (organization_id, contact_id)`.execute(
    db,
  );
  if (dialect === 'sqlite') {
    // Case and accents are gone from search_text already.
    await sql`create virtual table contact_search using fts5(
      search_text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
    )`.execute(db);
    for (const trigger of triggers) await trigger.execute(db);
  } else {
    await sql`create extension if not exists pg_trgm`.execute(db);
    await sql`create index contacts_trigrams on contacts using gin (search_text gin_trgm_ops)`.execute(db);
  }
};

// They fire for cascaded deletes as well, so that no row of a removed organization stays findable.
const triggers = [
  sql`create trigger contacts_indexed after insert on contacts begin
    insert into contact_search (rowid, search_text) values (new.seq, new.search_text);
  end`,
  sql`create trigger contacts_reindexed after update of search_text on contacts begin
    update contact_search set search_text = new.search_text where rowid = new.seq;
  end`,
  sql`create trigger contacts_unindexed after delete on contacts begin
    delete from contact_search where rowid = old.seq;
  end`,
];
