import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { webhookEvents } from '@atteny/contract';
import { assertWritable } from './arguments.ts';
import type { CheckContext } from './checks/check.ts';
import { findingsOf, withEvidence } from './evidence/findings.ts';
import { annotationLines } from './report/annotations.ts';
import { kinds, Ledger, type Kind } from './coverage/ledger.ts';
import { help, readOptions, type Options } from './options.ts';
import { junitReport } from './report/junit.ts';
import { markdownReport } from './report/markdown.ts';
import { sarifReport } from './report/sarif.ts';
import { coverageTable, findingLines, outcomeLines } from './report/terminal.ts';
import { summary } from './report/summary.ts';
import { runSuite, type CheckOutcome } from './run.ts';
import { writeRecord } from './mutants/record.ts';
import { openContext } from './target/context.ts';
import { TargetError } from './target/target-error.ts';

/** What the floor holds; parameters, properties and enum values are told but not demanded. */
const demanded: readonly Kind[] = ['operations', 'statuses', 'headers', 'events'];

const say = (text: string): boolean => process.stdout.write(text);

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof TargetError)) throw error;
  process.stderr.write(`contract test: ${error.message}\n`);
  return 2;
});

async function main(args: string[]): Promise<number> {
  const options = readOptions(args, () => randomInt(2 ** 31));
  if (options === 'help') return say(help) ? 0 : 0;
  assertWritable(Object.values(options.files));
  const tell = (seconds: number): boolean =>
    say(`… the key's rate limit is reached; waiting ${seconds} s for the next window\n`);
  const opened = await openContext(options, { tell, ledger: new Ledger(webhookEvents) });
  try {
    const outcomes = await runSuite(opened.context, {
      only: options.only,
      tell: (outcome) => say(outcomeLines(outcome)),
    });
    if (options.files.record !== undefined) {
      writeRecord(options.files.record, opened.context.recorder.entries);
    }
    return conclude(outcomes, opened.context, options);
  } finally {
    await opened.close();
  }
}

function conclude(
  outcomes: CheckOutcome[],
  { ledger, recorder }: CheckContext,
  { floor, files, seed, only, key, console }: Options,
): number {
  const findings = withEvidence(findingsOf(outcomes, recorder.entries), recorder.entries, {
    key,
    ...(console && { token: console.token }),
  });
  say(findingLines(findings));
  if (process.env['GITHUB_ACTIONS'] === 'true') say(annotationLines(findings));
  // What a part of the suite did not look at says nothing about the target.
  const isWhole = only.length === 0;
  say(
    isWhole
      ? coverageTable(ledger)
      : `coverage is told by a whole run: this one was --only ${only.join(', ')}\n`,
  );
  if (files.junit !== undefined) writeFileSync(files.junit, junitReport(outcomes, findings));
  if (files.sarif !== undefined) writeFileSync(files.sarif, sarifReport(findings));
  if (files.md !== undefined) {
    writeFileSync(files.md, markdownReport(outcomes, isWhole ? ledger : undefined, findings));
  }
  if (files.json !== undefined) writeFileSync(files.json, summary(outcomes, ledger, seed, findings));
  const results = outcomes.flatMap((outcome) => outcome.results);
  const failed = results.filter(({ violations }) => violations.length > 0).length;
  const low =
    floor === undefined || !isWhole
      ? []
      : kinds.filter((kind) => demanded.includes(kind) && belowFloor(ledger, kind, floor));
  for (const kind of low) {
    say(
      `✖ coverage of ${kind} is below the floor of ${floor} %: ${ledger.of(kind).missing.slice(0, 20).join('; ')}\n`,
    );
  }
  say(
    `${results.length - failed} passed, ${failed} failed${findings.length > 0 ? `: ${findings.length} ${findings.length === 1 ? 'fault' : 'faults'}` : ''} (seed ${seed})\n`,
  );
  return failed === 0 && low.length === 0 ? 0 : 1;
}

function belowFloor(ledger: Ledger, kind: Kind, floor: number): boolean {
  const { seen, all } = ledger.of(kind);
  return all > 0 && (100 * seen) / all < floor;
}
