import type { Report } from '../exam.ts';
import { wordsOf } from '../words/words-of.ts';
import { entriesOf, type ReportOptions } from './entry.ts';
import { countsOf } from './text.ts';

/** The report for a pull request or a job's summary. */
export function markdownReport(report: Report, options: ReportOptions): string {
  const words = wordsOf(options.language);
  const { labels } = words;
  const entries = entriesOf(report, options);
  const marks = { passed: '✅', skipped: '➖', failed: '❌' };
  const rows = entries.map(({ title, status, sent, problem }) => {
    const mark = problem?.severity === 'warning' ? '⚠️' : marks[status];
    return `| ${mark} | ${cell(title)} | ${cell(sent)} | ${cell(problem?.wrong ?? '')} |`;
  });
  const details = entries.flatMap(({ title, problem }) =>
    problem
      ? [
          `### ${title}`,
          '',
          `**${labels.wrong}**: ${problem.wrong}`,
          '',
          `**${labels.answer}**: ${plain(problem.answerInWords)}`,
          '',
          `**${labels.mend}**: ${problem.mend} [${labels.docs}](${problem.docs})`,
          '',
          ...(problem.lines === undefined
            ? []
            : [`\`\`\`${report.framework === 'python' ? 'python' : 'js'}`, problem.lines, '```', '']),
        ]
      : [],
  );
  return [
    `## ${words.heading(report.url)}`,
    '',
    `**${words.grade(report.grade)}** — ${words.summary(countsOf(entries))}`,
    '',
    `| | | ${labels.sent} | ${labels.wrong} |`,
    '|---|---|---|---|',
    ...rows,
    '',
    ...details,
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** What a receiver answered, unable to write markup of its own. */
const plain = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('`', '\u02cb');
