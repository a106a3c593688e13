import { problems, type ProblemId } from './problems.ts';

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

/**
 * A: nothing wrong. B: warnings alone. C: one error. D: more. F: forgeries get in, or genuine deliveries do not.
 */
export function gradeOf(found: readonly ProblemId[]): Grade {
  const severities = found.map((id) => problems[id].severity);
  const errors = severities.filter((severity) => severity === 'error').length;
  if (severities.includes('critical')) return 'F';
  if (errors > 0) return errors === 1 ? 'C' : 'D';
  return severities.length > 0 ? 'B' : 'A';
}
