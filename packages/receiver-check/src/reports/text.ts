import { styleText } from 'node:util';
import type { Report } from '../exam.ts';
import { wordsOf } from '../words/words-of.ts';
import { entriesOf, type Entry, type ReportOptions } from './entry.ts';

export interface TextOptions extends ReportOptions {
  readonly colour: boolean;
}

/** The report for a terminal: what is wrong in full, the rest a line each. */
export function textReport(report: Report, options: TextOptions): string {
  const words = wordsOf(options.language);
  const entries = entriesOf(report, options);
  const counts = countsOf(entries);
  return [
    words.heading(report.url),
    '',
    ...entries.flatMap((entry) => entryLines(entry, report, options)),
    '',
    `${bold(words.grade(report.grade), options)} — ${words.summary(counts)}`,
    '',
  ].join('\n');
}

/** One result: a line, and what is wrong below it. */
export function entryLines(entry: Entry, report: Pick<Report, 'framework'>, options: TextOptions): string[] {
  const words = wordsOf(options.language);
  const { problem } = entry;
  if (!problem) {
    const mark = entry.status === 'passed' ? paint('green', '✓', options) : paint('dim', '·', options);
    return [
      `${mark} ${entry.title}${entry.status === 'skipped' ? paint('dim', ` (${words.skipped})`, options) : ''}`,
    ];
  }
  const serious = problem.severity !== 'warning';
  const { labels } = words;
  const width = Math.max(...Object.values(labels).map(({ length }) => length)) + 2;
  const row = (label: string, text: string) => `    ${paint('dim', label.padEnd(width), options)}${text}`;
  return [
    `${paint(serious ? 'red' : 'yellow', serious ? '✗' : '!', options)} ${bold(entry.title, options)} ${paint('dim', `${problem.id}, ${words.severities[problem.severity]}`, options)}`,
    row(labels.wrong, problem.wrong),
    row(labels.sent, entry.sent),
    row(labels.answer, problem.answerInWords),
    row(labels.mend, problem.mend),
    ...(problem.lines === undefined
      ? []
      : [
          '',
          `      ${words.lines(report.framework)}:`,
          ...problem.lines.split('\n').map((line) => `      ${line}`),
          '',
        ]),
    row(labels.docs, problem.docs),
  ];
}

export function countsOf(entries: readonly Entry[]): { passed: number; failed: number; skipped: number } {
  const count = (status: Entry['status']) => entries.filter((entry) => entry.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

const paint = (style: 'green' | 'red' | 'yellow' | 'dim', text: string, { colour }: TextOptions): string =>
  colour ? styleText(style, text, { validateStream: false }) : text;

const bold = (text: string, { colour }: TextOptions): string =>
  colour ? styleText('bold', text, { validateStream: false }) : text;
