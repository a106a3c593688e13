import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { breakingReplies } from '../cases/breaking-replies.ts';
import { breakingRequests } from '../cases/breaking-requests.ts';
import type { Case } from '../cases/case.ts';
import { breakingKeywords, riskyKeywords, safeKeywords } from '../cases/keywords.ts';
import { reportedBreaking, reportedRisky, reportedSafe } from '../cases/reported.ts';
import { risky } from '../cases/risky.ts';
import { reportedRows } from '../cases/reported-rows.ts';
import { safe } from '../cases/safe.ts';
import { triedBreaking, triedRisky, triedSafe } from '../cases/tried.ts';
import type { Finding, Verdict } from './change.ts';
import { type GateResult, runGate, readDocument } from './gate.ts';
import { isShown } from './witness.fixture.ts';

const baseText = readFileSync(new URL('../cases/base.yaml', import.meta.url), 'utf8');
const lists: [Verdict, Case[]][] = [
  [
    'breaking',
    [...breakingRequests, ...breakingReplies, ...breakingKeywords, ...reportedBreaking, ...triedBreaking],
  ],
  ['risky', [...risky, ...riskyKeywords, ...reportedRisky, ...triedRisky]],
  ['safe', [...safe, ...safeKeywords, ...reportedSafe, ...triedSafe]],
];
const pairs = lists.flatMap(([verdict, cases]) =>
  cases.map(([name, edit, own, prepare]) => ({ name, edit, prepare, expected: own ?? verdict })),
);

interface Compared {
  result: GateResult;
  before: unknown;
  after: unknown;
}

describe('pairs of documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-pairs-'));
  const judged = new Map<string, Compared>();
  const worst = (name: string): Verdict => judged.get(name)?.result.findings[0]?.verdict ?? 'safe';

  beforeAll(() => {
    for (const { name, edit, prepare } of pairs) {
      const before = parse(baseText) as unknown;
      prepare?.(before);
      const after = structuredClone(before);
      edit(after);
      const files = [join(folder, 'before.yaml'), join(folder, 'after.yaml')] as const;
      writeFileSync(files[0], stringify(before, { aliasDuplicateObjects: false }));
      writeFileSync(files[1], stringify(after, { aliasDuplicateObjects: false }));
      judged.set(name, {
        result: runGate(readDocument(files[0], folder), readDocument(files[1], folder), []),
        before,
        after,
      });
    }
  }, 300_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
    const right = (verdict: Verdict): string => {
      const these = pairs.filter(({ expected }) => expected === verdict);
      return `${verdict} ${these.filter(({ name }) => worst(name) === verdict).length}/${these.length}`;
    };
    const shown = [...judged.values()]
      .flatMap(({ result }) => result.findings)
      .filter(({ verdict, witness }) => verdict === 'breaking' && witness);
    console.log(
      `contract-gate: ${pairs.length} pairs; right: ${(['breaking', 'risky', 'safe'] as const).map(right).join(', ')}; ${shown.length} breaking findings with a witness`,
    );
  });

  test('there are at least 200 of them, no two alike', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(200);
    expect(new Set(pairs.map((pair) => pair.name)).size).toBe(pairs.length);
  });

  test.each(reportedRows)('what was reported is held by pairs: %s', (_row, verdict, names) => {
    for (const name of names) {
      expect(pairs.find((pair) => pair.name === name)).toMatchObject({ expected: verdict });
    }
  });

  test.each(pairs)('$expected: $name', ({ name, expected }) => {
    const { result } = judged.get(name) as Compared;
    expect({
      verdict: worst(name),
      findings: result.findings
        .filter(({ verdict }) => verdict === worst(name))
        .map(({ message }) => message),
    }).toMatchObject({ verdict: expected });
    expect(result.passes).toBe(expected !== 'breaking');
  });

  test.each(pairs.filter(({ expected }) => expected === 'breaking'))(
    'the witness of «$name» is one',
    ({ name }) => {
      const { result, before, after } = judged.get(name) as Compared;
      const unshown = result.findings
        .filter(
          (finding) =>
            finding.verdict === 'breaking' && (finding.witness !== undefined || isOfSchema(finding)),
        )
        .filter(({ witness }) => witness === undefined || !isShown(witness, before, after));
      expect(unshown).toEqual([]);
    },
  );
});

/** Findings about what values a schema takes; the others are about operations, fields, statuses and marks. */
function isOfSchema({ rule }: Finding): boolean {
  return /^(?:request|reply)-(?!.*(?:parameter|header|status|media-type|body-|encoding-changed|link|promise-withdrawn))/.test(
    rule,
  );
}
