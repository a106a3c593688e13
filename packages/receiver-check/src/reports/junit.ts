import type { Report } from '../exam.ts';
import { wordsOf } from '../words/words-of.ts';
import { entriesOf, type ReportOptions } from './entry.ts';
import { countsOf } from './text.ts';

/** The report as JUnit XML, for a CI that shows tests. Warnings pass, and are told in system-out. */
export function junitReport(report: Report, options: ReportOptions): string {
  const words = wordsOf(options.language);
  const entries = entriesOf(report, options);
  const { skipped } = countsOf(entries);
  const failures = entries.filter(({ problem }) => problem && problem.severity !== 'warning').length;
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);
  const total = entries.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const cases = entries.map(({ check, title, milliseconds, status, sent, problem }) => {
    const open = `  <testcase classname="receiver-check.${check}" name="${escaped(title)}" time="${seconds(milliseconds)}"`;
    if (status === 'skipped') return `${open}><skipped/></testcase>`;
    if (!problem) return `${open}/>`;
    const text = [
      `${words.labels.sent}: ${sent}`,
      `${words.labels.answer}: ${problem.answerInWords}`,
      `${words.labels.mend}: ${problem.mend}`,
      problem.lines ?? '',
      problem.docs,
    ].join('\n');
    return problem.severity === 'warning'
      ? `${open}><system-out>${escaped(`${problem.id}: ${problem.wrong}\n${text}`)}</system-out></testcase>`
      : `${open}><failure type="${problem.id}" message="${escaped(problem.wrong)}">${escaped(text)}</failure></testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(words.heading(report.url))}" tests="${entries.length}" failures="${failures}" skipped="${skipped}" time="${seconds(total)}">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}

/** As XML takes it: what XML cannot say at all is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
