// oxlint-disable unicorn/no-thenable -- a keyword of JSON Schema
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type GateResult, runGate, readDocument } from './gate.ts';
import { textReport } from './report/text.ts';
import type { SearchBudget } from './schema/witness.ts';

type Schemas = Record<string, object>;
const folder = mkdtempSync(join(tmpdir(), 'gate-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

test('a chain of two thousand references has an end, and the change at its end is found', () => {
  const chain = (last: object): Schemas =>
    Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `S${index}`,
        index === 1999 ? last : { type: 'object', properties: { next: ref(`S${index + 1}`) } },
      ]),
    );
  const text = { type: 'string' };
  expect(compared(chain(text), chain({ $ref: '#/components/schemas/Text' }), { Text: text })).toMatchObject({
    findings: [{ verdict: 'safe' }],
  });
  const { findings } = compared(chain(text), chain({ type: 'integer' }));
  expect(findings).toMatchObject([{ at: 'after.json#/components/schemas/S1999/type', unshown: 'cut off' }]);
  expect(findings[0]?.verdict).toBe('risky');
});

test('a choice whose branch is the choice itself is compared to an end', () => {
  const choice = (maxLength: number): Schemas => ({
    S0: {
      anyOf: [ref('S0'), ref('S1'), { type: 'string', maxLength }],
    },
    S1: {
      oneOf: [ref('S0'), { type: 'object', properties: { inner: ref('S1'), other: ref('S0') } }],
    },
  });
  expect(compared(choice(5), choice(6)).findings.map(({ verdict }) => verdict)).not.toContain('breaking');
  expect(compared(choice(6), choice(5)).findings[0]?.verdict).not.toBe('safe');
});

test.each<[string, (maxLength: number) => Schemas]>([
  ['its if', (maxLength) => ({ S0: { if: ref('S0'), then: { maxLength }, else: { type: 'integer' } } })],
  ['its then', (maxLength) => ({ S0: { if: { type: 'string' }, then: ref('S0'), else: { maxLength } } })],
  ['all its parts', (maxLength) => ({ S0: { maxLength, if: ref('S0'), then: ref('S0'), else: ref('S0') } })],
  [
    'the condition of another',
    (maxLength) => ({
      S0: { if: ref('S1'), then: ref('S1'), else: { maxLength } },
      S1: { if: ref('S0'), then: { maxLength }, else: ref('S0') },
    }),
  ],
])('a condition that contains itself in %s has a verdict', (_place, condition) => {
  for (const [before, after] of [
    [6, 5],
    [5, 6],
  ] as const) {
    const [finding] = compared(condition(before), condition(after)).findings;
    expect(finding?.verdict).toMatch(before > after ? /^(?:breaking|risky)$/ : /^(?:risky|safe)$/);
  }
});

test('what the search was cut off before showing is risky, and says so', () => {
  const of = (maxLength: number): Schemas => ({
    S0: { type: 'object', properties: { a: { type: 'string', maxLength } } },
  });
  expect(compared(of(4096), of(4095))).toMatchObject({ findings: [{ verdict: 'breaking' }], passes: false });
  const result = compared(of(4096), of(4095), {}, { perGap: 1, altogether: 1 });
  expect(result).toMatchObject({ findings: [{ verdict: 'risky', unshown: 'cut off' }], passes: true });
  const report = textReport([{ document: 'one', result, shown: (file) => file, allowFile: false }], false);
  expect(report).toContain('shown  by no value so far: there are more than the search tries');
});

/** The first schema of each list as the body of a request. */
function compared(before: Schemas, after: Schemas, more: Schemas = {}, budget?: SearchBudget): GateResult {
  const read = (name: string, schemas: Schemas): ReturnType<typeof readDocument> => {
    const file = join(folder, name);
    const body = { content: { 'application/json': { schema: ref('S0') } } };
    writeFileSync(
      file,
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Hostile', version: '1.0.0' },
        paths: { '/a': { post: { requestBody: body, responses: { 204: { description: 'Done.' } } } } },
        components: { schemas: { ...schemas, ...more } },
      }),
    );
    return readDocument(file, folder);
  };
  return runGate(read('before.json', before), read('after.json', after), [], budget);
}
