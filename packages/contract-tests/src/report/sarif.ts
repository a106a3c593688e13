import type { Finding } from '../evidence/findings.ts';

/** SARIF 2.1.0: one result a fault, at the line of the contract that it breaks. */
export function sarifReport(findings: readonly Finding[]): string {
  const results = findings.map(({ check, rule, message, result, exchange, source, operations, count }) => ({
    ruleId: `${check}/${rule}`,
    level: 'error',
    message: { text: `${result}: ${message} (${exchange})${count > 1 ? `, and in ${count - 1} more` : ''}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(source.file) },
          region: { startLine: source.line },
        },
      },
    ],
    properties: { operations },
  }));
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({ id }));
  const run = { tool: { driver: { name: 'contract-tests', rules } }, results };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}
