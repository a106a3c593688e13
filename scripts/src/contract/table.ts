/** What turbo tells of one task in the summary of a run. */
export interface TaskSummary {
  taskId: string;
  cache: { status: string };
  execution?: { startTime: number; endTime: number; exitCode: number | null };
}

/** The numbers that the suite leaves of one target. */
export interface SuiteSummary {
  passed: number;
  failed: number;
  coverage: Record<string, { seen: number; all: number; unseeable: number }>;
}

/** One part of `pnpm contract`. */
export interface Part {
  taskId: string;
  title: string;
  /** Name of the suite's report, when the part is a run of it. */
  report?: string;
  /** Whether it judges the mutants of a run. */
  mutants?: true;
}

/** The figures that the mutants of a run leave. */
export interface MutantFigures {
  killed: number;
  all: number;
}

export interface Row {
  ok: boolean;
  title: string;
  result: string;
  time: string;
}

/** A line for every part; one that turbo did not reach says so. */
export function rowsOf(
  parts: readonly Part[],
  tasks: readonly TaskSummary[],
  reports: {
    suite: (report: string) => SuiteSummary | undefined;
    mutants: () => MutantFigures | undefined;
  },
): Row[] {
  return parts.map(({ taskId, title, report, mutants }) => {
    const task = tasks.find((each) => each.taskId === taskId);
    const execution = task?.execution;
    if (!task || !execution) return { ok: false, title, result: 'not reached', time: '' };
    const ok = execution.exitCode === 0;
    const time =
      task.cache.status === 'HIT'
        ? 'unchanged'
        : `${((execution.endTime - execution.startTime) / 1000).toFixed(1)} s`;
    const figures = mutants && reports.mutants();
    if (figures) return { ok, title, result: noticed(figures), time };
    const numbers = report === undefined ? undefined : reports.suite(report);
    return { ok, title, result: numbers ? told(numbers) : ok ? 'ok' : 'failed, see above', time };
  });
}

function noticed({ killed, all }: MutantFigures): string {
  return `${((100 * killed) / all).toFixed(1)} % noticed, ${killed} of ${all}`;
}

function told({ passed, failed, coverage }: SuiteSummary): string {
  const counts = `${passed} passed, ${failed} failed`;
  const statuses = coverage['statuses'];
  if (!statuses || statuses.all === 0) return counts;
  return `${counts}; ${statuses.seen} of ${statuses.all} statuses`;
}

/** The rows as a table for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const width = (pick: (row: Row) => string): number => Math.max(...rows.map((row) => pick(row).length));
  const [titles, results] = [width(({ title }) => title), width(({ result }) => result)];
  return rows
    .map(({ ok, title, result, time }) =>
      `${ok ? '✔' : '✖'} ${title.padEnd(titles)}  ${result.padEnd(results)}  ${time}`.trimEnd(),
    )
    .join('\n');
}
