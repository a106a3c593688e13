import { checks } from './checks/index.ts';
import type { Check, CheckContext, Result } from './checks/check.ts';
import type { Violation } from './conformance/violation.ts';
import { operationIdOf } from './oracle/request.ts';
import { TargetError } from './target/target-error.ts';

/** What became of one check. */
export interface CheckOutcome {
  check: Pick<Check, 'name' | 'title'>;
  skipped: string | undefined;
  results: Result[];
  milliseconds: number;
}

/** Runs the suite in order, telling each result as it comes. */
export async function runSuite(
  context: CheckContext,
  { only, tell }: { only: readonly string[]; tell: (outcome: CheckOutcome) => void },
): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  const asked = checks.filter(({ name }) => only.length === 0 || only.includes(name));
  for (const check of asked) if (check.skip(context) === undefined) await check.begin?.(context);
  for (const check of asked) {
    const skipped = check.skip(context);
    const started = performance.now();
    const results: Result[] = [];
    if (skipped === undefined) for await (const result of whole(check, context)) results.push(result);
    const outcome = { check, skipped, results, milliseconds: Math.round(performance.now() - started) };
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

/**
 * All results of a check, each with what the model said meanwhile. A check that throws is a red result, and the suite goes
 * on.
 */
export async function* whole(check: Check, context: CheckContext): AsyncGenerator<Result> {
  try {
    for await (const { name, violations } of check.run(context)) {
      yield { name, violations: [...violations, ...context.recorder.found()] };
    }
  } catch (error) {
    yield {
      name: 'the check could not go on',
      violations: [...context.recorder.found(), interruption(error, context)],
    };
  }
  const late = context.recorder.found();
  if (late.length > 0) yield { name: 'seen at the end', violations: late };
}

/** A check that threw: what it asked and got no answer to, or else the last that it saw. */
function interruption(error: unknown, { recorder }: CheckContext): Violation {
  const last = recorder.entries.findLast((entry) => entry.kind === 'exchange');
  const silent = { status: 0, headers: {}, text: '', json: undefined };
  const unanswered = error instanceof TargetError ? error.request : undefined;
  const exchange = unanswered
    ? { request: unanswered, response: silent }
    : (last?.exchange ?? {
        request: { method: 'GET', path: '/', headers: {}, body: undefined },
        response: silent,
      });
  return {
    rule: 'interrupted',
    message:
      error instanceof TargetError
        ? error.message
        : error instanceof Error
          ? `${error.name}: ${error.message}`
          : String(error),
    operationId: operationIdOf(exchange.request),
    exchange,
  };
}
