import { randomInt } from 'node:crypto';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { webhookEvents } from '@atteny/contract';
import type { Lab } from './checks/check.ts';
import { kinds, Ledger, type Kind } from './coverage/ledger.ts';
import { help, readOptions, type Options } from './options.ts';
import { junitReport } from './report/junit.ts';
import { markdownReport } from './report/markdown.ts';
import { sarifReport } from './report/sarif.ts';
import { coverageTable, outcomeLines } from './report/terminal.ts';
import { summary } from './report/summary.ts';
import { runSuite, type CheckOutcome } from './run.ts';
import { greet } from './target/greet.ts';
import { paced } from './target/paced.ts';
import { createSender } from './target/send.ts';
import { TargetError } from './target/target-error.ts';
import { openConsole } from './target/worlds.ts';

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
  assertWritable(options.files);
  const sender = createSender(options.target, options.timeout);
  const worlds = options.console && openConsole(options.console.base, options.console.token, options.timeout);
  const ledger = new Ledger(webhookEvents);
  try {
    const tell = (seconds: number): boolean =>
      say(`… the key's rate limit is reached; waiting ${seconds} s for the next window\n`);
    const send = worlds ? sender.send : paced(sender.send, { sleep, tell });
    const key = worlds ? (await worlds.create()).key : options.key;
    const lab: Lab = {
      stateless: options.stateless,
      access: options,
      key,
      worlds,
      seed: options.seed,
      ledger,
      send,
    };
    await greet((request) => lab.send(request), options.target, options.key);
    const outcomes = await runSuite(lab, {
      only: options.only,
      tell: (outcome) => say(outcomeLines(outcome)),
    });
    return conclude(outcomes, ledger, options);
  } finally {
    await worlds?.close();
    sender.close();
  }
}

/** Reports that cannot be written are refused before the work, not after it. */
function assertWritable(files: Options['files']): void {
  for (const file of Object.values(files)) {
    try {
      accessSync(dirname(file), constants.W_OK);
    } catch (cause) {
      throw new TargetError(`${file} cannot be written (${(cause as { code?: string }).code}).`, { cause });
    }
  }
}

function conclude(outcomes: CheckOutcome[], ledger: Ledger, { floor, files, seed }: Options): number {
  say(coverageTable(ledger));
  if (files.junit !== undefined) writeFileSync(files.junit, junitReport(outcomes));
  if (files.sarif !== undefined) writeFileSync(files.sarif, sarifReport(outcomes));
  if (files.md !== undefined) writeFileSync(files.md, markdownReport(outcomes, ledger));
  if (files.json !== undefined) writeFileSync(files.json, summary(outcomes, ledger, seed));
  const results = outcomes.flatMap((outcome) => outcome.results);
  const failed = results.filter(({ violations }) => violations.length > 0).length;
  const low =
    floor === undefined
      ? []
      : kinds.filter((kind) => demanded.includes(kind) && belowFloor(ledger, kind, floor));
  for (const kind of low)
    say(
      `✖ coverage of ${kind} is below the floor of ${floor} %: ${ledger.of(kind).missing.slice(0, 20).join('; ')}\n`,
    );
  say(`${results.length - failed} passed, ${failed} failed (seed ${seed})\n`);
  return failed === 0 && low.length === 0 ? 0 : 1;
}

function belowFloor(ledger: Ledger, kind: Kind, floor: number): boolean {
  const { seen, all } = ledger.of(kind);
  return all > 0 && (100 * seen) / all < floor;
}
