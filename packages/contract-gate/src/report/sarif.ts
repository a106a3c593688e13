import { type Row, rowsOf, type Subject, unusedText } from './subject.ts';

/** SARIF 2.1.0, for code scanning. */
export function sarifReport(subjects: Subject[], all: boolean): string {
  const rows = subjects.flatMap((subject) => rowsOf(subject, all));
  const unused = subjects.flatMap(({ judgement }) => judgement.unused);
  const ids = [...rows.map(({ rule }) => rule), ...(unused.length > 0 ? ['allow-entry-unused'] : [])];
  const rules = [...new Set(ids)]
    .toSorted()
    .map((id) => ({ id, shortDescription: { text: id.replaceAll('-', ' ') } }));
  const results = [
    ...rows.map(result),
    ...unused.map((entry) => ({
      ruleId: 'allow-entry-unused',
      level: 'error',
      message: { text: unusedText(entry) },
      locations: [location('spec/contract-allow.yaml', 1, 1)],
    })),
  ];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'contract-gate', rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(row: Row): object {
  const { finding } = row;
  return {
    ruleId: row.rule,
    level: row.blocks ? 'error' : row.verdict === 'safe' ? 'note' : 'warning',
    message: {
      text: [`${row.message} For ${row.audience}.`, row.witness, row.state, row.toDo && `To do: ${row.toDo}`]
        .filter(Boolean)
        .join('\n'),
    },
    locations: [location(row.file, row.removed ? 1 : row.line, row.removed ? 1 : row.col)],
    ...(finding.allowed && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: finding.allowed.reason }],
    }),
    partialFingerprints: { 'change/v1': `${finding.rule} ${finding.at} ${finding.before} ${finding.after}` },
    properties: { verdict: row.verdict, operations: finding.operations, source: finding.source },
  };
}

function location(file: string, startLine: number, startColumn: number): object {
  return {
    physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine, startColumn } },
  };
}
