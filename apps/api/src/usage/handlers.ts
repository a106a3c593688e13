import { consoleLimits } from '@atteny/contract';
import type { DayUsage } from '@atteny/contract/console';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { worldScope } from '../organizations/scope.ts';
import type { UsageRecorder } from './recorder.ts';

export interface UsageHistoryDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly usage: Pick<UsageRecorder, 'flush'>;
}

const dayMs = 86_400_000;

export function usageHistoryHandlers({
  database,
  clock,
  usage,
}: UsageHistoryDependencies): ConsoleHandlers<'getUsageHistory'> {
  return {
    async getUsageHistory({ params: { organizationId } }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      await usage.flush();
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

/** The days to show, from the oldest to that of `now`, world time. */
function datesUntil(now: number): string[] {
  return Array.from({ length: consoleLimits.usageDays }, (_, index) => {
    const back = consoleLimits.usageDays - 1 - index;
    return new Date(now - back * dayMs).toISOString().slice(0, 10);
  });
}
