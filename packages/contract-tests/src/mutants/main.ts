import { writeFileSync } from 'node:fs';
import { flag, number, text, valuesOf } from '../arguments.ts';
import { percent } from '../report/terminal.ts';
import { TargetError } from '../target/target-error.ts';
import { isNoticed, prepared } from './hunt.ts';
import { isLossNoticed, lossesOf } from './lost.ts';
import { mutantsOf } from './mutant.ts';
import { readRecord } from './record.ts';
import { reasonFor } from './survivors.ts';

const help = `pnpm contract mutants [options]

Judges a recorded run again, once for every way in which a reply, a delivery or the reading of a request could be wrong,
and tells which of them nobody notices.

  --record <file>    what contract test --record wrote; left out: the run of pnpm contract, made now if there is none
  --only <text>      mutants whose name contains this
  --floor <percent>  share that must be noticed (98)
  --json <file>      write the figures there as well
  --help             this text

Exit code: 0 enough are noticed and every survivor is explained, 1 not, 2 could not be judged.
`;

/** A run's figures, for whoever gathers several. */
export interface MutantFigures {
  killed: number;
  all: number;
  survivors: string[];
  seconds: number;
}

interface Tally {
  killed: number;
  all: number;
}

const say = (line: string): boolean => process.stdout.write(line);

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof TargetError)) throw error;
  process.stderr.write(`contract mutants: ${error.message}\n`);
  process.exitCode = 2;
}

function main(args: string[]): number {
  const values = valuesOf(args, { record: text, only: text, floor: text, json: text, help: flag });
  if (values.help) return say(help) ? 0 : 0;
  if (values.record === undefined) throw new TargetError('--record <file> is missing. See --help.');
  const floor = number('--floor', values.floor) ?? 98;
  const started = performance.now();
  const { bySubject, byKind, survivors } = hunt(values.record, values.only ?? '');
  const all = [...byKind.values()].reduce((sum, tally) => sum + tally.all, 0);
  const killed = all - survivors.length;
  say(table('by operation', bySubject));
  say(table('by kind', byKind));
  const unexplained = survivors.filter((name) => reasonFor(name) === undefined);
  for (const name of unexplained) say(`✖ nobody notices: ${name}\n`);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  say(
    `${killed} of ${all} mutants are noticed (${percent(killed, all)}; the floor is ${floor} %), ${survivors.length - unexplained.length} survivors are explained in src/mutants/survivors.ts; ${seconds} s\n`,
  );
  const figures: MutantFigures = { killed, all, survivors, seconds };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  return unexplained.length === 0 && (100 * killed) / all >= floor ? 0 : 1;
}

function hunt(record: string, only: string) {
  const run = prepared(readRecord(record));
  const bySubject = new Map<string, Tally>();
  const byKind = new Map<string, Tally>();
  const survivors: string[] = [];
  const count = (name: string, subject: string, kind: string, noticed: boolean | undefined): void => {
    if (noticed === undefined) return;
    for (const tally of [tallyOf(bySubject, subject), tallyOf(byKind, kind)]) {
      tally.all += 1;
      if (noticed) tally.killed += 1;
    }
    if (!noticed) survivors.push(name);
  };
  for (const [kind, entries] of run.byKind)
    for (const mutant of mutantsOf(new Map([[kind, entries]])))
      if (mutant.name.includes(only))
        count(mutant.name, mutant.subject, mutant.kind, isNoticed(run, mutant, kind));
  for (const loss of lossesOf())
    if (loss.name.includes(only))
      count(loss.name, loss.subject.id, 'lost part of a request', isLossNoticed(run, loss));
  return { bySubject, byKind, survivors };
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? { killed: 0, all: 0 };
  tallies.set(name, tally);
  return tally;
}

function table(title: string, tallies: ReadonlyMap<string, Tally>): string {
  const rows = [...tallies].map(
    ([name, { killed, all }]) =>
      `  ${name.padEnd(40)}${String(killed).padStart(6)} of ${String(all).padStart(6)}  ${percent(killed, all).padStart(7)}`,
  );
  return `mutants noticed, ${title}\n${rows.join('\n')}\n`;
}
