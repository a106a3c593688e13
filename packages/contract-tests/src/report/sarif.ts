import { subjects } from '../contract/catalog.ts';
import type { CheckOutcome } from '../run.ts';
import { title } from '../target/exchange.ts';

/** SARIF 2.1.0; a violation points at the path file of the operation whose promise it breaks. */
export function sarifReport(outcomes: readonly CheckOutcome[]): string {
  const results = outcomes.flatMap(({ check, results: all }) =>
    all.flatMap(({ name, violations }) =>
      violations.map(({ rule, message, operationId, exchange }) => ({
        ruleId: `${check.name}/${rule}`,
        level: 'error',
        message: { text: `${name}: ${message} (${title(exchange)})` },
        locations: [
          { physicalLocation: { artifactLocation: { uri: source(operationId) }, region: { startLine: 1 } } },
        ],
      })),
    ),
  );
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({ id }));
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: { driver: { name: 'contract-tests', rules } }, results }] }, null, 2)}\n`;
}

function source(operationId: string | undefined): string {
  const subject = subjects.find(({ id }) => id === operationId);
  const file = subject
    ? `paths/${subject.operation.path.slice(1).replaceAll('/', '_')}.yaml`
    : 'openapi.yaml';
  return encodeURI(`spec/atteny/${file}`);
}
