import { audience, blocks, placeOf, repositoryPath, type Subject } from './subject.ts';

/** SARIF 2.1.0, for code scanning. Safe changes are left out. */
export function sarifReport(subjects: Subject[]): string {
  const findings = subjects.flatMap((subject) =>
    subject.judgement.findings.filter((f) => f.verdict !== 'safe').map((finding) => ({ finding, subject })),
  );
  const rules = [...new Set(findings.map(({ finding }) => finding.rule))]
    .toSorted()
    .map((id) => ({ id, shortDescription: { text: id.replaceAll('-', ' ') } }));
  const results = findings.map(({ finding, subject }) => {
    const place = placeOf(finding);
    const location = place && {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(repositoryPath(place, subject.folders)) },
        region: {
          startLine: finding.revision ? place.line : 1,
          startColumn: finding.revision ? place.col : 1,
        },
      },
    };
    return {
      ruleId: finding.rule,
      level: blocks(finding, subject.judgement) ? 'error' : 'warning',
      message: { text: `${finding.message} Meets ${audience(finding)}.` },
      locations: location ? [location] : [],
      ...(finding.allowed && { suppressions: [{ kind: 'external', justification: finding.allowed.reason }] }),
      properties: { verdict: finding.verdict, path: finding.path },
    };
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'contract-gate', rules } }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
