import { sql } from 'kysely';
import type { Dialect, SchemaStep } from '../database.ts';

/**
 * How many deliveries an endpoint has in each status, kept by the database in the transaction that writes them: a list of
 * millions knows its total, and no statement can forget it. On PostgreSQL each connection adds to a part of its own, so that
 * no transaction waits for another's count; the sum of the parts is the number, and a part alone may be below zero.
 */
export const deliveryCounts: SchemaStep = async (db, dialect) => {
  const withoutRowid = dialect === 'sqlite' ? sql`without rowid` : sql`with (fillfactor = 50)`;
  await sql`create table webhook_delivery_counts (
    organization_id text not null,
    webhook_id text not null,
    status text not null,
    part integer not null,
    deliveries bigint not null,
    primary key (organization_id, webhook_id, status, part)
  ) ${withoutRowid}`.execute(db);
  for (const trigger of triggers[dialect]) await trigger.execute(db);
  // The triggers are there first: from then on nobody else writes until this is committed.
  await sql`insert into webhook_delivery_counts (organization_id, webhook_id, status, part, deliveries)
    select organization_id, webhook_id, status, 0, count(*) from webhook_deliveries
    group by organization_id, webhook_id, status`.execute(db);
};

const counted = (row: 'new' | 'old', change: 1 | -1) => sql`
  insert into webhook_delivery_counts (organization_id, webhook_id, status, part, deliveries)
    values (${sql.raw(`${row}.organization_id, ${row}.webhook_id, ${row}.status`)}, 0, ${sql.lit(change)})
    on conflict do update set deliveries = deliveries + excluded.deliveries;`;

const triggers: Record<Dialect, ReturnType<typeof sql>[]> = {
  sqlite: [
    sql`create trigger webhook_delivery_added after insert on webhook_deliveries begin
      ${counted('new', 1)}
    end`,
    sql`create trigger webhook_delivery_moved after update of status on webhook_deliveries
    when new.status <> old.status begin
      ${counted('old', -1)}
      ${counted('new', 1)}
    end`,
    sql`create trigger webhook_delivery_removed after delete on webhook_deliveries begin
      ${counted('old', -1)}
    end`,
  ],
  postgres: [
    sql`create function count_webhook_deliveries() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into webhook_delivery_counts as kept (organization_id, webhook_id, status, part, deliveries)
          select organization_id, webhook_id, status, pg_backend_pid(), count(*) from added
          group by organization_id, webhook_id, status
          on conflict (organization_id, webhook_id, status, part)
            do update set deliveries = kept.deliveries + excluded.deliveries;
      elsif tg_op = 'DELETE' then
        insert into webhook_delivery_counts as kept (organization_id, webhook_id, status, part, deliveries)
          select organization_id, webhook_id, status, pg_backend_pid(), -count(*) from removed
          group by organization_id, webhook_id, status
          on conflict (organization_id, webhook_id, status, part)
            do update set deliveries = kept.deliveries + excluded.deliveries;
      else
        insert into webhook_delivery_counts as kept (organization_id, webhook_id, status, part, deliveries)
          select organization_id, webhook_id, status, pg_backend_pid(), sum(change) from (
            select organization_id, webhook_id, status, 1 as change from added
            union all select organization_id, webhook_id, status, -1 from removed
          ) as changed
          group by organization_id, webhook_id, status having sum(change) <> 0
          on conflict (organization_id, webhook_id, status, part)
            do update set deliveries = kept.deliveries + excluded.deliveries;
      end if;
      return null;
    end $$`,
    sql`create trigger webhook_deliveries_added after insert on webhook_deliveries
      referencing new table as added for each statement execute function count_webhook_deliveries()`,
    sql`create trigger webhook_deliveries_moved after update on webhook_deliveries
      referencing old table as removed new table as added
      for each statement execute function count_webhook_deliveries()`,
    sql`create trigger webhook_deliveries_removed after delete on webhook_deliveries
      referencing old table as removed for each statement execute function count_webhook_deliveries()`,
  ],
};
