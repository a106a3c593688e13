import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** Where a receiver redirected an attempt. */
export const redirects: SchemaStep = async (db) => {
  await sql`alter table webhook_attempts add column redirect_location text`.execute(db);
};
