import { redocly } from '../redocly-command.ts';
import { reportsIn } from '../reports.ts';

export interface LintProblem {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  /** File, as seen from the folder that Redocly ran in, and JSON pointer. */
  readonly at: string;
}

interface Report {
  readonly problems: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly message: string;
    readonly location: readonly { readonly source: { readonly ref: string }; readonly pointer: string }[];
  }[];
}

/**
 * What the real `redocly lint` says of each document, run in the folder `cwd`.
 * No documents: those of the configuration, in its order.
 */
export async function redoclyLint(
  cwd: string,
  documents: readonly string[],
  config: string,
): Promise<LintProblem[][]> {
  const args = ['lint', ...documents, '--config', config, '--format', 'json', '--max-problems', '10000'];
  const text = await redocly(args, cwd);
  return reportsIn<Report>(text).map(({ problems }) =>
    problems.map(({ ruleId, severity, message, location }) => ({
      rule: ruleId,
      severity,
      message,
      at: location.map(({ source, pointer }) => `${source.ref}${pointer}`).join(', '),
    })),
  );
}
