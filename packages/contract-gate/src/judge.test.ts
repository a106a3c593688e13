import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { breakingReplies } from '../cases/breaking-replies.ts';
import { breakingRequests } from '../cases/breaking-requests.ts';
import type { Case } from '../cases/case.ts';
import { risky } from '../cases/risky.ts';
import { safe } from '../cases/safe.ts';
import type { Verdict } from './change.ts';
import { judge, type Judgement } from './judge.ts';

const baseText = readFileSync(new URL('../cases/base.yaml', import.meta.url), 'utf8');
const lists: [Verdict, Case[]][] = [
  ['breaking', breakingRequests],
  ['breaking', breakingReplies],
  ['risky', risky],
  ['safe', safe],
];
const pairs = lists.flatMap(([verdict, cases]) =>
  cases.map(([name, edit, own, prepare]) => ({ name, edit, prepare, expected: own ?? verdict })),
);

describe('pairs of documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-pairs-'));
  const judged = new Map<string, Judgement>();

  beforeAll(async () => {
    const queue = [...pairs.entries()];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [index, { name, edit, prepare }] = next;
        const before = parse(baseText) as unknown;
        prepare?.(before);
        const after = structuredClone(before);
        edit(after);
        const files = [join(folder, `${index}-base.yaml`), join(folder, `${index}-revision.yaml`)] as const;
        writeFileSync(files[0], stringify(before, { aliasDuplicateObjects: false }));
        writeFileSync(files[1], stringify(after, { aliasDuplicateObjects: false }));
        judged.set(name, await judge(files[0], files[1], [], { base: folder, revision: folder }));
      }
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
  }, 300_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
    const worst = (name: string): Verdict => judged.get(name)?.findings[0]?.verdict ?? 'safe';
    const breaking = pairs.filter((pair) => pair.expected === 'breaking');
    const others = pairs.filter((pair) => pair.expected !== 'breaking');
    const found = breaking.filter((pair) => worst(pair.name) === 'breaking').length;
    const alarms = others.filter((pair) => worst(pair.name) === 'breaking').length;
    console.log(
      `contract-gate: ${pairs.length} pairs; breaking found ${found}/${breaking.length}; false alarms ${alarms}/${others.length}`,
    );
  });

  test('there are at least 80 of them, no two alike', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(80);
    expect(new Set(pairs.map((pair) => pair.name)).size).toBe(pairs.length);
  });

  test.each(pairs)('$expected: $name', ({ name, expected }) => {
    const judgement = judged.get(name);
    expect(judgement?.findings[0]?.verdict ?? 'safe').toBe(expected);
    expect(judgement?.passes).toBe(expected !== 'breaking');
  });
});
