import { writeFileSync } from 'node:fs';
import { assertWritable, flag, percentage, text, valuesOf } from '../arguments.ts';
import { percent } from '../report/terminal.ts';
import { TargetError } from '../target/target-error.ts';
import { nobody, noticersOf, prepared, type Noticers } from './hunt.ts';
import { lossesOf, noticersOfLoss } from './lost.ts';
import { mutantsOf } from './mutant.ts';
import { plantAll } from './planted.ts';
import { readRecord } from './record.ts';
import { allRules, Proofs } from './rule-by-rule.ts';
import { reasonFor } from './survivors.ts';

const help = `pnpm contract mutants [options]

Judges a recorded run again, once for every way in which a reply, a delivery or the reading of a request could be wrong,
and tells which of them nobody notices.

  --record <file>    what contract test --record wrote; left out: the run of pnpm contract, made now if there is none
  --only <text>      mutants whose name contains this
  --floor <percent>  share that must be noticed (98)
  --rules            turn each rule of the model off, and tell a fault that passes then
  --json <file>, --md <file>
                     write the figures there as well
  --help             this text

Exit code: 0 enough are noticed, every survivor is explained, and with --rules every rule is needed, 1 not, 2 could not be judged.
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
  const values = valuesOf(args, {
    record: text,
    only: text,
    floor: text,
    json: text,
    md: text,
    rules: flag,
    help: flag,
  });
  if (values.help) return say(help) ? 0 : 0;
  if (values.record === undefined) throw new TargetError('--record <file> is missing. See --help.');
  const floor = percentage('--floor', values.floor) ?? 98;
  assertWritable([values.json, values.md].filter((file) => file !== undefined));
  const started = performance.now();
  const { bySubject, byKind, survivors, proofs } = hunt(
    values.record,
    values.only ?? '',
    values.rules === true,
  );
  const all = [...byKind.values()].reduce((sum, tally) => sum + tally.all, 0);
  const killed = all - survivors.length;
  say(table('by operation', bySubject));
  say(table('by kind', byKind));
  const unexplained = survivors.filter((name) => reasonFor(name) === undefined);
  for (const name of unexplained) say(`✖ nobody notices: ${name}\n`);
  const idle = values.rules === true ? proofs.idle : [];
  if (values.rules === true) {
    for (const [rule, fault] of proofs.found) say(`✔ «${rule}» alone finds: ${fault}\n`);
  }
  for (const rule of idle) say(`✖ no fault needs the rule: ${rule}\n`);
  if (values.rules === true) {
    say(
      `${allRules.length - idle.length} of ${allRules.length} rules of the model find something that no other does\n`,
    );
  }
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  say(
    `${killed} of ${all} mutants are noticed (${percent(killed, all)}; the floor is ${floor} %), ${survivors.length - unexplained.length} survivors are explained in src/mutants/survivors.ts; ${seconds} s\n`,
  );
  const figures: MutantFigures = { killed, all, survivors, seconds };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (values.md !== undefined) writeFileSync(values.md, markdown(figures, byKind));
  return unexplained.length === 0 && idle.length === 0 && (100 * killed) / all >= floor ? 0 : 1;
}

function hunt(record: string, only: string, ruleByRule: boolean) {
  const run = prepared(readRecord(record));
  const bySubject = new Map<string, Tally>();
  const byKind = new Map<string, Tally>();
  const survivors: string[] = [];
  const proofs = new Proofs();
  const count = (name: string, subject: string, kind: string, noticers: Noticers | undefined): void => {
    if (noticers === undefined) return;
    const noticed = noticers.size > 0;
    for (const tally of [tallyOf(bySubject, subject), tallyOf(byKind, kind)]) {
      tally.all += 1;
      if (noticed) tally.killed += 1;
    }
    if (!noticed) survivors.push(name);
  };
  for (const [kind, entries] of run.byKind) {
    for (const mutant of mutantsOf(new Map([[kind, entries]]))) {
      if (mutant.name.includes(only)) {
        const noticers = noticersOf(run, mutant, kind);
        count(mutant.name, mutant.subject, mutant.kind, noticers);
        if (ruleByRule) {
          proofs.offer(mutant.name, noticers ?? nobody, (off) => noticersOf(run, mutant, kind, off));
        }
      }
    }
  }
  for (const loss of lossesOf()) {
    if (loss.name.includes(only)) {
      const noticers = noticersOfLoss(run, loss);
      count(loss.name, loss.subject.id, 'lost part of a request', noticers);
      if (ruleByRule) {
        proofs.offer(loss.name, noticers ?? nobody, (off) => noticersOfLoss(run, loss, off));
      }
    }
  }
  if (ruleByRule) plantAll(run, proofs);
  return { bySubject, byKind, survivors, proofs };
}

/** For the summary of a workflow. */
function markdown({ killed, all, survivors }: MutantFigures, byKind: ReadonlyMap<string, Tally>): string {
  const rows = [...byKind].map(
    ([kind, tally]) => `| ${kind} | ${tally.killed} of ${tally.all} | ${percent(tally.killed, tally.all)} |`,
  );
  return `**${percent(killed, all)}** of ${all} mutants are noticed; ${survivors.length} survivors.

| kind | noticed | share |
|---|---|---|
${rows.join('\n')}
`;
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
