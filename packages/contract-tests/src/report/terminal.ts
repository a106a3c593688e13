import { isDeepStrictEqual } from 'node:util';
import { kinds, type Ledger } from '../coverage/ledger.ts';
import type { Finding } from '../evidence/findings.ts';
import { notFromOutside } from '../coverage/not-from-outside.ts';
import { withoutSecrets } from '../evidence/secrets.ts';
import { counted, told } from '../evidence/told.ts';
import type { CheckOutcome } from '../run.ts';
import { title } from '../target/exchange.ts';

const shown = 5;

/** One check as it ends: a line, and under it the first of its violations. */
export function outcomeLines({ check, skipped, results, milliseconds }: CheckOutcome): string {
  if (skipped !== undefined) return `– ${check.name}: skipped, ${skipped}\n`;
  const failed = results.filter(({ violations }) => violations.length > 0);
  const mark = failed.length === 0 ? '✔' : '✖';
  const lines = [
    `${mark} ${check.name}: ${check.title} (${results.length - failed.length}/${results.length}, ${milliseconds} ms)`,
  ];
  for (const { name, violations } of failed.slice(0, shown)) {
    lines.push(`    ${name}`);
    for (const violation of violations.slice(0, 3)) {
      lines.push(
        `      ${violation.rule}: ${told(violation)}`,
        `        in ${withoutSecrets(title(violation.exchange))}`,
      );
    }
  }
  if (failed.length > shown) lines.push(`    … and ${failed.length - shown} more`);
  return `${lines.join('\n')}\n`;
}

const mostFindings = 12;
/** What else is wrong by a fault, as far as a line has room. */
const mostAlso = 3;

/** Each fault once: what it is, the line of the contract that it breaks, and how to see it again. */
export function findingLines(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const lines = findings.slice(0, mostFindings).flatMap((finding, index) => {
    const { rule, message, also, source, operations, operationId, count, exchange, reply } = finding;
    const where = operations.length > 1 ? `${operations.length} operations` : (operationId ?? 'no operation');
    return [
      `✖ ${rule}: ${message}`,
      `    ${source.file}:${source.line} (${where}; ${count} ${count === 1 ? 'result' : 'results'})`,
      ...(also.length > 0 ? [`    also wrong by it: ${counted(also, mostAlso)}`] : []),
      `    ${exchange}${reply === '' ? '' : `  ${reply}`}`,
      ...stepLines(finding.lines, findings[index - 1]?.lines),
    ];
  });
  const more =
    findings.length > mostFindings
      ? [`  … and ${findings.length - mostFindings} more: --json <file> has them all, with their lines`]
      : [];
  const known = findings.some(({ rule }) => rule === 'truth')
    ? 'truth: by all that was sent before, the reply or the delivery should have been another\n'
    : '';
  return `faults\n${known}${[...lines, ...more].join('\n')}\n`;
}

/** Longer sequences are for --json. */
const mostSteps = 60;

function stepLines(steps: readonly string[], before: readonly string[] | undefined): string[] {
  if (steps.length === 0) return [];
  if (isDeepStrictEqual(steps, before)) return ['      (the lines above show it as well)'];
  return steps.length > mostSteps
    ? [`      (${steps.length} lines show it again: --json <file> has them)`]
    : steps.map((line) => `      ${line}`);
}

/** The coverage of the contract as a table. */
export function coverageTable(ledger: Ledger): string {
  const rows = kinds.map((kind) => {
    const { seen, all, unseeable } = ledger.of(kind);
    const beside = unseeable.length === 0 ? '' : `  and ${unseeable.length} not from outside`;
    return `  ${kind.padEnd(14)}${String(seen).padStart(5)} of ${String(all).padStart(5)}  ${percent(seen, all).padStart(7)}${beside}`;
  });
  return `coverage of the contract, by what was observed\n${rows.join('\n')}\n${unseeableLines(ledger)
    .map((line) => `  ${line}\n`)
    .join('')}`;
}

/** What was not seen because it cannot be, with the reason: a line a status. */
export function unseeableLines(ledger: Ledger): string[] {
  const names = ledger.of('statuses').unseeable;
  return notFromOutside.flatMap(({ status, reason }) => {
    const count = names.filter((name) => name.endsWith(` ${status}`)).length;
    return count === 0 ? [] : [`not from outside: ${status} of ${count} operations (${reason})`];
  });
}

export function percent(seen: number, all: number): string {
  return all === 0 ? '–' : `${((100 * seen) / all).toFixed(1)} %`;
}
