import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webhooks } from '@atteny/contract';
import { sql } from 'kysely';
import type { Database } from '../src/db/database.ts';
import { openPostgres } from '../src/db/postgres/postgres.ts';
import { openSqlite } from '../src/db/sqlite.ts';
import type { OrganizationScope } from '../src/organizations/scope.ts';
import { createOwnPostgres } from '../src/testing/databases.ts';

const historyStep = 10_000;
/** Identifiers of these deliveries end with their number beyond it, and so are as long as any other. */
const firstNumber = 10_000_000_000;

/** The identifier of the last of some past deliveries. */
export const lastOf = (history: number): string => `dlv_past_${firstNumber + history}`;

export interface Opened {
  database: Database;
  close: () => Promise<void>;
}

/** A database of its own, on the disk as in production. */
export async function open(dialect: Database['dialect']): Promise<Opened> {
  if (dialect === 'postgres') {
    const own = await createOwnPostgres();
    const database = await openPostgres(own.url);
    return { database, close: () => database.close().then(() => own.drop()) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'atteny-bench-'));
  const database = await openSqlite(join(folder, 'atteny.sqlite'));
  return { database, close: () => database.close().then(() => rmSync(folder, { recursive: true })) };
}

/** Deliveries that are over, all of one event. */
export async function fillHistory(
  { kysely, dialect }: Database,
  { organizationId }: OrganizationScope,
  webhookId: string,
  history: number,
): Promise<void> {
  const { id: eventId } = await kysely
    .selectFrom('webhook_events')
    .select('id')
    .where('organization_id', '=', organizationId)
    .limit(1)
    .executeTakeFirstOrThrow();
  for (let from = 0; from < history; from += historyStep) {
    const bounds = [sql.lit(from + 1), sql.lit(Math.min(from + historyStep, history))] as const;
    const numbers =
      dialect === 'postgres'
        ? sql`select n from generate_series(${bounds[0]}, ${bounds[1]}) as s (n)`
        : sql`with recursive s (n) as (select ${bounds[0]} union all select n + 1 from s where n < ${bounds[1]})
            select n from s`;
    await sql`insert into webhook_deliveries (organization_id, id, webhook_id, event_id, event, kind, status,
        attempts_made, created_at, completed_at)
      select ${organizationId}, 'dlv_past_' || (${sql.lit(firstNumber)} + n), ${webhookId}, ${eventId}, ${webhooks.onMessageCreated}, 'EVENT', 'SUCCEEDED',
        1, n, n from (${numbers}) as numbered`.execute(kysely);
  }
  await sql`analyze`.execute(kysely);
}
