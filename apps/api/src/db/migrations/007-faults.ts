import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** What a plan of faults did to an attempt, as JSON: for the journal of a sandbox. */
export const faults: SchemaStep = async (db) => {
  await sql`alter table webhook_attempts add column fault text`.execute(db);
};
