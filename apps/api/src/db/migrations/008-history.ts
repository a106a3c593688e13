import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** What is over long enough to go is found without reading the rest. */
export const history: SchemaStep = async (db) => {
  await sql`create index webhook_deliveries_completed
    on webhook_deliveries (completed_at) where completed_at is not null`.execute(db);
};
