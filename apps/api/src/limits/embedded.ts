import { DatabaseSync } from 'node:sqlite';
import type { Counters, RateCounter } from './counters.ts';
import { quotaInBlocks } from './quota-blocks.ts';

/**
 * Counters for one process alone. Minutes are kept in memory and start anew after a crash; months survive it, in a
 * file of their own.
 *
 * @param file path of the quota's database, or `:memory:`.
 */
export function embeddedCounters(file: string): Counters {
  const database = new DatabaseSync(file);
  const quota = quotaInBlocks(database);
  return {
    rate: rateInMemory(),
    quota: quota.counter,
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
