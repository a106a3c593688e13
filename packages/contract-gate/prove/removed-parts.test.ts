import { afterAll, describe, expect, test } from 'vitest';
import { TwoContracts } from './contract.ts';
import { partsOf } from './removed-parts.ts';

const contracts = new TwoContracts();
afterAll(() => contracts.remove());

describe.each(['atteny', 'console'])('%s without one of its documented parts', (document) => {
  const parts = partsOf(contracts.files(), document);
  const kinds = new Set(parts.map(({ kind }) => kind));

  test('has parts of every kind', () => {
    const events = document === 'atteny' ? ['event'] : [];
    for (const kind of ['path', 'operation', 'status', 'property', 'value of a request', ...events]) {
      expect([...kinds]).toContain(kind);
    }
    console.log(`contract-gate: ${document}: ${parts.length} parts, removed in turn`);
  });

  test.each([...kinds])('breaks: each %s', (kind) => {
    const unseen = parts
      .filter((part) => part.kind === kind)
      .flatMap(({ file, path, remove }) => {
        const root: unknown = contracts.file(file);
        remove(root);
        const { findings, passes } = contracts.runGate(document, new Map([[file, root]]));
        const verdict = findings[0]?.verdict ?? 'no change';
        return verdict === 'breaking' && !passes ? [] : [`${file} ${path.join('/')}: ${verdict}`];
      });
    expect(unseen).toEqual([]);
  });
});
