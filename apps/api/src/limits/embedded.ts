import { DatabaseSync } from 'node:sqlite';
import { diskFailure, ownFile } from '../db/data-folder.ts';
import { type Counters, oneAfterTheOther, type QuotaCounter, type RateCounter } from './counters.ts';

/**
 * Counters for one process alone. Minutes are kept in memory and start anew after a crash; months survive it, in a
 * file of their own, which no other process can open meanwhile: the second lock of a data folder.
 *
 * @param file path of the quota's database, or `:memory:`.
 * @returns also whether anything was counted before
 */
export function embeddedCounters(file: string): Counters & { readonly hasCounted: boolean } {
  if (file !== ':memory:') ownFile(file);
  const database = new DatabaseSync(file);
  database.exec('pragma locking_mode = exclusive');
  const rate = rateInMemory();
  const quota = quotaInBlocks(database);
  return {
    hasCounted: database.prepare('select 1 from quota_usage limit 1').get() !== undefined,
    rate,
    quota: quota.counter,
    count: oneAfterTheOther(rate, quota.counter),
    ping: async () => {},
    async close() {
      quota.settle();
      database.close();
    },
  };
}

function rateInMemory(): RateCounter {
  const windows = new Map<string, { minute: number; used: number }>();
  return {
    async take(keyId, minute, limit) {
      let window = windows.get(keyId);
      if (window === undefined || window.minute !== minute) {
        window = { minute, used: 0 };
        windows.set(keyId, window);
      }
      if (window.used >= limit) return { used: window.used, allowed: false };
      window.used += 1;
      return { used: window.used, allowed: true };
    },
    async read(keyId, minute) {
      const window = windows.get(keyId);
      return window?.minute === minute ? window.used : 0;
    },
    async forget(keyId) {
      windows.delete(keyId);
    },
  };
}

interface Month {
  readonly name: string;
  used: number;
  /** What the file says: charges up to here need not be written. */
  reserved: number;
}

const blockSize = 64;

/**
 * Counts months for one process. Charges are reserved in the file in blocks, so that most of them cost no write.
 * A process that is killed forfeits the rest of its blocks: it may serve less than the quota, never more.
 * The file is not fully synced: a power cut may give the last blocks back.
 */
export function quotaInBlocks(database: DatabaseSync): { counter: QuotaCounter; settle(): void } {
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = normal;
    create table if not exists quota_usage (
      organization_id text not null, month text not null, used integer not null,
      primary key (organization_id, month)
    ) without rowid;
  `);
  const read = database.prepare('select used from quota_usage where organization_id = ? and month = ?');
  const write = database.prepare(`
    insert into quota_usage (organization_id, month, used) values (?, ?, ?)
    on conflict do update set used = excluded.used`);
  const forget = database.prepare('delete from quota_usage where organization_id = ?');
  const months = new Map<string, Month>();

  function reserve(organizationId: string, name: string, used: number): void {
    try {
      write.run(organizationId, name, used);
    } catch (error) {
      throw diskFailure(error, database.location() ?? 'memory');
    }
  }
  const settle = (organizationId: string, { name, used }: Month) => write.run(organizationId, name, used);
  const written = (organizationId: string, month: string) =>
    Number(read.get(organizationId, month)?.['used'] ?? 0);

  function monthOf(organizationId: string, name: string): Month {
    const known = months.get(organizationId);
    if (known?.name === name) return known;
    if (known !== undefined) settle(organizationId, known);
    const used = written(organizationId, name);
    const month = { name, used, reserved: used };
    months.set(organizationId, month);
    return month;
  }

  return {
    counter: {
      async charge(organizationId, name, limit) {
        const month = monthOf(organizationId, name);
        const most = limit ?? Number.MAX_SAFE_INTEGER;
        if (month.used >= most) return { used: month.used, allowed: false };
        if (month.used === month.reserved) {
          const reserved = Math.min(month.used + blockSize, most);
          reserve(organizationId, name, reserved);
          month.reserved = reserved;
        }
        month.used += 1;
        return { used: month.used, allowed: true };
      },
      read: async (organizationId, name) => monthOf(organizationId, name).used,
      async forget(organizationId) {
        months.delete(organizationId);
        forget.run(organizationId);
      },
    },
    settle() {
      for (const [organizationId, month] of months) settle(organizationId, month);
    },
  };
}
