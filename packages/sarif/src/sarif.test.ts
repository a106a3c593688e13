import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { sarifLog, type SarifResult } from './sarif.ts';

const results: SarifResult[] = [
  { ruleId: 'truth', level: 'error', text: '"A" instead of "B"', file: 'spec/atteny/a b.yaml', line: 3 },
  {
    ruleId: 'enum-narrowed',
    level: 'note',
    text: 'IMAGE is gone.',
    file: 'spec/x.yaml',
    line: 1,
    column: 2,
    accepted: 'decided',
    fingerprint: { 'change/v1': 'x' },
    properties: { operations: ['listContacts'] },
  },
  { ruleId: 'truth', level: 'warning', text: 'again', file: 'spec/x.yaml', line: 9 },
];

/** What OASIS's schema of SARIF 2.1.0 says against a log. */
function complaints(log: unknown): unknown[] {
  const path = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  // Written for draft-04, with nothing in it that later drafts read otherwise but its own name.
  const { $schema: _, id: _id, ...rules } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(rules);
  validate(log);
  return validate.errors ?? [];
}

test('a log keeps to the schema of OASIS', () => {
  expect(complaints(JSON.parse(sarifLog('contract-tests', results)))).toEqual([]);
  expect(complaints(JSON.parse(sarifLog('contract-tests', [])))).toEqual([]);
});

test('each rule is named once, in order, and a file as a URI', () => {
  const { runs } = JSON.parse(sarifLog('contract-tests', results)) as { runs: Record<string, never>[] };
  expect(runs).toMatchObject([
    {
      tool: { driver: { name: 'contract-tests', rules: [{ id: 'enum-narrowed' }, { id: 'truth' }] } },
      results: [
        { locations: [{ physicalLocation: { artifactLocation: { uri: 'spec/atteny/a%20b.yaml' } } }] },
        { suppressions: [{ status: 'accepted', justification: 'decided' }] },
        { level: 'warning' },
      ],
    },
  ]);
});
