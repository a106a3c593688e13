import { consoleLimits, limits } from '@atteny/contract';
import type { components, DayUsage } from '@atteny/contract/console';
import { type Clock, dayMs, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { KeysTable } from '../db/tables.ts';
import type { ConsoleHandlers } from '../operation-handler.ts';
import { failure } from '../failures.ts';
import { activeKeys } from '../keys/store.ts';
import { organizationStore } from '../organizations/store.ts';
import { worldScope } from '../organizations/scope.ts';
import { type Counters, monthAt, windowAt, windowEnd } from '../limits/counters.ts';
import type { UsageRecorder } from '../usage/recorder.ts';

export interface UsageHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly counters: Counters;
  readonly usage: Pick<UsageRecorder, 'flush'>;
}

/** What an organization uses: now, by minute and month, and in the days before. */
export function usageHandlers({
  database,
  clock,
  counters,
  usage: recorder,
}: UsageHandlerDependencies): ConsoleHandlers<'getUsage' | 'getUsageHistory'> {
  return {
    async getUsage({ params: { organizationId } }) {
      const scope = await worldScope(database, clock, organizationId);
      const row = await organizationStore(database.kysely, clock).get(organizationId);
      if (scope === undefined || row === undefined) return failure('notFound');
      const now = scope.now();
      const window = windowAt(now);
      const month = monthAt(now);
      const active = await activeKeys(scope);
      const planLimit = row.rate_limit ?? limits.rate.requests;
      const keys = await Promise.all(
        active.map(async (key) => keyUsage(key, planLimit, await counters.rate.read(key.id, window))),
      );
      const used = await counters.quota.read(organizationId, month.name);
      const quota = row.monthly_quota;
      const usage: components['schemas']['Usage'] = {
        at: instant(now),
        minute: {
          startsAt: instant(windowEnd(window - 1) * 1000),
          resetsAt: instant(windowEnd(window) * 1000),
          keys,
        },
        month: {
          startsAt: instant(month.start),
          resetsAt: instant(month.reset * 1000),
          quota,
          used,
          remaining: quota === null ? null : Math.max(0, quota - used),
        },
      };
      return { status: 200, body: { success: true, data: usage } };
    },

    async getUsageHistory({ params: { organizationId } }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      await recorder.flush();
      const dates = datesUntil(scope.now());
      const rows = await scope.db
        .selectFrom('usage_days')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('date', '>=', dates[0] ?? '')
        .execute();
      const days = dates.map((date): DayUsage => {
        const row = rows.find((one) => one.date === date);
        const successes = row?.successes ?? 0;
        const clientErrors = row?.client_errors ?? 0;
        const rateLimited = row?.rate_limited ?? 0;
        const serverErrors = row?.server_errors ?? 0;
        const total = successes + clientErrors + rateLimited + serverErrors;
        return { date, total, successes, clientErrors, rateLimited, serverErrors };
      });
      return { status: 200, body: { success: true, data: { days } } };
    },
  };
}

function keyUsage(key: KeysTable, planLimit: number, used: number): components['schemas']['KeyUsage'] {
  const limit = key.rate_limit ?? planLimit;
  const { id: keyId, name, prefix } = key;
  return { keyId, name, prefix, limit, used, remaining: Math.max(0, limit - used) };
}

/** The days to show, from the oldest to that of `now`, world time. */
function datesUntil(now: number): string[] {
  return Array.from({ length: consoleLimits.usageDays }, (_, index) => {
    const back = consoleLimits.usageDays - 1 - index;
    return new Date(now - back * dayMs).toISOString().slice(0, 10);
  });
}
