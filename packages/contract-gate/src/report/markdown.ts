import { conclusion, icon, type Row, rowsOf, type Subject, unusedText } from './subject.ts';

/** For the comment on a pull request and the step summary: what breaks for whom, then the value that shows it, then what to do. */
export function markdownReport(subjects: Subject[], all: boolean): string {
  return `${subjects
    .map((subject) =>
      [
        `### Contract: ${conclusion(subject)}`,
        ...rowsOf(subject, all).map(paragraph),
        ...subject.result.unused.map((entry) => `✖ ${plain(unusedText(entry))}`),
      ].join('\n\n'),
    )
    .join('\n\n')}\n`;
}

function paragraph(row: Row): string {
  return [
    `${icon[row.verdict]} **${row.verdict}** for ${plain(row.audience)}: ${plain(row.message)}`,
    ...(row.witness === undefined ? [] : [`  - shown: ${code(row.witness)}`]),
    `  - where: ${code(`${row.file}:${row.line}`)}${row.removed ? ' (of the older document)' : ''}, rule ${code(row.rule)}; ${plain(row.state)}`,
    ...(row.toDo === undefined ? [] : [`  - to do: ${plain(row.toDo)}`]),
  ].join('\n');
}

function plain(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('<', '&lt;').replaceAll('|', '\\|');
}

/** Text that may itself hold backticks. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('\n', ' ')}${pad}${fence}`;
}
