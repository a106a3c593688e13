import { conclusion, rowsOf, type Subject, unusedText } from './subject.ts';

/** Workflow commands that GitHub turns into annotations on the file and line. What is gone is annotated without a line. */
export function githubReport(subjects: Subject[], all: boolean): string {
  const lines = subjects.flatMap((subject) => [
    ...rowsOf(subject, all).map((row) => {
      const level = row.blocks ? 'error' : row.verdict === 'safe' ? 'notice' : 'warning';
      const where = `file=${property(row.file)}${row.removed ? '' : `,line=${row.line},col=${row.col}`}`;
      const text = [
        `${row.message} For ${row.audience}.`,
        row.witness,
        row.state,
        row.toDo && `To do: ${row.toDo}`,
      ]
        .filter(Boolean)
        .join('\n');
      return `::${level} ${where},title=${property(`${row.verdict}: ${row.rule}`)}::${data(text)}`;
    }),
    ...subject.result.unused.map(
      (entry) =>
        `::error file=spec/contract-allow.yaml,line=${entry.line},title=${property('allow-file: no such change')}::${data(unusedText(entry))}`,
    ),
  ]);
  return `${[...lines, ...subjects.map(conclusion)].join('\n')}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
