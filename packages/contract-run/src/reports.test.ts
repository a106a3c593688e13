import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Summary } from '@atteny/contract-tests/summary';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../reports/${name}`, import.meta.url)), 'utf8');
const present = (name: string): boolean =>
  existsSync(fileURLToPath(new URL(`../reports/${name}.json`, import.meta.url)));

const summaryOf = (target: string): Summary => JSON.parse(read(`${target}.json`)) as Summary;

/** The suite on PostgreSQL runs where there is one. */
const targets = ['sqlite', 'proxy', 'mock', ...(present('postgres') ? ['postgres'] : [])];

describe.each(targets)('the suite on %s', (target) => {
  test('finds every promise kept', () => {
    const { passed, failed } = summaryOf(target);
    expect(passed).toBeGreaterThan(100);
    expect(failed).toBe(0);
  });

  test('leaves reports that other tools read', () => {
    expect(read(`${target}.xml`)).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites>[\s\S]*<\/testsuites>\n$/,
    );
    expect(JSON.parse(read(`${target}.sarif`))).toMatchObject({ version: '2.1.0' });
    expect(read(`${target}.md`)).toContain('### Contract suite');
  });
});

// Through the proxy, and of the mock, only a part is asked.
test.each(targets.filter((target) => target !== 'proxy' && target !== 'mock'))(
  'the suite on %s sees all that can be seen from outside',
  (target) => {
    const { coverage } = summaryOf(target);
    const demanded = ['operations', 'statuses', 'headers', 'events'] as const;
    expect(demanded.filter((kind) => coverage[kind].seen < coverage[kind].all)).toEqual([]);
  },
);
