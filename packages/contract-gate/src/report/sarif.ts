import { sarifLog, type SarifResult } from '@atteny/sarif';
import { type Row, rowsOf, type Subject, unusedText } from './subject.ts';

/** SARIF 2.1.0, for code scanning. */
export function sarifReport(subjects: Subject[], all: boolean): string {
  const rows = subjects.flatMap((subject) => rowsOf(subject, all));
  const unused = subjects.flatMap(({ result }) => result.unused);
  return sarifLog('contract-gate', [
    ...rows.map(sarifResult),
    ...unused.map((entry): SarifResult => ({
      ruleId: 'allow-entry-unused',
      level: 'error',
      text: unusedText(entry),
      file: 'spec/contract-allow.yaml',
      line: entry.line,
      column: 1,
    })),
  ]);
}

function sarifResult(row: Row): SarifResult {
  const { finding } = row;
  const texts = [
    `${row.message} For ${row.audience}.`,
    row.witness,
    row.state,
    row.toDo && `To do: ${row.toDo}`,
  ];
  return {
    ruleId: row.rule,
    level: row.blocks ? 'error' : row.verdict === 'safe' ? 'note' : 'warning',
    text: texts.filter(Boolean).join('\n'),
    file: row.file,
    line: row.removed ? 1 : row.line,
    column: row.removed ? 1 : row.col,
    ...(finding.allowed && { accepted: finding.allowed.reason }),
    fingerprint: { 'change/v1': `${finding.rule} ${finding.at} ${finding.before} ${finding.after}` },
    properties: { verdict: row.verdict, operations: finding.operations, source: finding.source },
  };
}
