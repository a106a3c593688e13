import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** A request of a journal is found by its id, whichever world it is of. */
export const requests: SchemaStep = async (db) => {
  await sql`alter table journal_requests add column request_id text`.execute(db);
  await sql`create index journal_requests_by_id on journal_requests (request_id)`.execute(db);
};
