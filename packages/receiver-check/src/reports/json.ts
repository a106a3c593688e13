import type { Report } from '../exam.ts';
import { entriesOf, type ReportOptions } from './entry.ts';
import { countsOf } from './text.ts';

/** The report for a program, indented. */
export function jsonReport(report: Report, options: ReportOptions): string {
  const results = entriesOf(report, options);
  const { url, grade, framework = null } = report;
  return `${JSON.stringify({ url, grade, framework, ...countsOf(results), results }, null, 2)}\n`;
}
