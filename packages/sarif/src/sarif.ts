/** One thing that was found, at a line of a file. */
export interface SarifResult {
  /** Stable name of what was broken: `truth`, `response-property-removed`. */
  ruleId: string;
  level: 'error' | 'warning' | 'note';
  text: string;
  /** Relative to the workspace, with `/`. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column?: number;
  /** What makes it the same finding in the next run. */
  fingerprint?: Record<string, string>;
  /** Why it is accepted; left out: it is not. */
  accepted?: string;
  properties?: Record<string, unknown>;
}

/** A log of one run of a tool, as text. */
export function sarifLog(tool: string, results: readonly SarifResult[]): string {
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].toSorted();
  const rules = ids.map((id) => ({ id, shortDescription: { text: id.replaceAll('-', ' ') } }));
  const run = {
    tool: { driver: { name: tool, rules } },
    columnKind: 'utf16CodeUnits',
    results: results.map(toResult),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toResult({
  ruleId,
  level,
  text,
  file,
  line,
  column,
  fingerprint,
  accepted,
  properties,
}: SarifResult): object {
  const region = { startLine: line, ...(column !== undefined && { startColumn: column }) };
  return {
    ruleId,
    level,
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region } }],
    ...(accepted !== undefined && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: accepted }],
    }),
    ...(fingerprint && { partialFingerprints: fingerprint }),
    ...(properties && { properties }),
  };
}
