import { conclusion, icon, rowsOf, type Subject, unusedText } from './subject.ts';

/** For a terminal: what breaks, for whom, the value that shows it, where in the files, and what to do. */
export function textReport(subjects: Subject[], all: boolean): string {
  const lines = subjects.flatMap((subject) => [
    ...rowsOf(subject, all).flatMap((row) => [
      `${icon[row.verdict]} ${row.verdict}  ${row.rule}: ${row.message}`,
      `    for    ${row.audience}`,
      ...(row.witness === undefined ? [] : [`    shown  ${row.witness}`]),
      `    where  ${row.file}:${row.line}:${row.col}${row.removed ? ' (of the older document)' : ''}`,
      ...(row.finding.allowed ? [`    ${row.state}`] : []),
      ...(row.toDo === undefined ? [] : [`    to do  ${row.toDo}`]),
      '',
    ]),
    ...subject.result.unused.flatMap((entry) => [`✖ ${unusedText(entry)}`, '']),
    conclusion(subject),
  ]);
  return `${lines.join('\n')}\n`;
}
