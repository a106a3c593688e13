import { kinds, type Ledger } from '../coverage/ledger.ts';
import type { Finding } from '../evidence/findings.ts';
import { withOthers } from '../evidence/told.ts';
import type { CheckOutcome } from '../run.ts';
import { percent, unseeableLines } from './terminal.ts';

/** For a step summary: the checks, what failed, and, of a whole run, the coverage with what was not seen. */
export function markdownReport(
  outcomes: readonly CheckOutcome[],
  ledger: Ledger | undefined,
  findings: readonly Finding[],
): string {
  const failures = findings.map(
    ({ check, message, also, source, operations, count }) =>
      `| ${cell(check)} | ${cell(withOthers({ message, also }, 3))} | ${source.file}:${source.line} | ${cell(operations.join(', '))} | ${count} |`,
  );
  const rows = outcomes.map(({ check, skipped, results, milliseconds }) => {
    const failed = results.filter(({ violations }) => violations.length > 0).length;
    const state = skipped === undefined ? (failed === 0 ? '✔' : '✖') : '–';
    const what =
      skipped === undefined ? `${results.length - failed}/${results.length}` : `skipped: ${skipped}`;
    return `| ${state} ${check.name} | ${cell(check.title)} | ${cell(what)} | ${milliseconds} ms |`;
  });
  const broken =
    failures.length === 0
      ? []
      : [
          '',
          '#### Faults',
          '',
          '| check | what | promised at | operations | results |',
          '|---|---|---|---|---|',
          ...failures.slice(0, 50),
          ...findings.slice(0, mostSequences).flatMap(sequence),
        ];
  return [
    '### Contract suite',
    '',
    '| check | what it holds | | |',
    '|---|---|---|---|',
    ...rows,
    ...broken,
    '',
    ...(ledger ? coverage(ledger) : ['Coverage is told by a run of the whole suite.']),
    '',
  ].join('\n');
}

function coverage(ledger: Ledger): string[] {
  const rows = kinds.map((kind) => {
    const { seen, all, missing } = ledger.of(kind);
    return `| ${kind} | ${seen} of ${all} | ${percent(seen, all)} | ${cell(missing.slice(0, 8).join(', '))}${missing.length > 8 ? ' …' : ''} |`;
  });
  return [
    '#### Coverage',
    '',
    '| | observed | | not observed |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...unseeableLines(ledger).map((line) => `- ${line}`),
  ];
}

/** How many faults are shown with the lines that show them: a step summary has a bound. */
const mostSequences = 12;

function sequence({ rule, message, lines }: Finding): string[] {
  if (lines.length === 0) return [];
  const title = `${rule}: ${message}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return ['', `<details><summary>${title}</summary>`, '', '```sh', ...lines, '```', '', '</details>'];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/[\r\n]+/g, ' ');
}
