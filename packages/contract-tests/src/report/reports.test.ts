import { webhookEvents } from '@atteny/contract';
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../evidence/findings.ts';
import { Ledger } from '../coverage/ledger.ts';
import type { CheckOutcome } from '../run.ts';
import { annotationLines } from './annotations.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { sarifReport } from './sarif.ts';
import { coverageTable, findingLines, outcomeLines } from './terminal.ts';

const exchange = {
  request: {
    method: 'GET',
    path: '/contacts/a',
    headers: { authorization: 'Bearer sk_live_secret' },
    body: undefined,
  },
  response: { status: 500, headers: {}, text: '', json: undefined },
};
const outcomes: CheckOutcome[] = [
  {
    check: { name: 'lists', title: 'lists keep <order> | totals' },
    skipped: undefined,
    milliseconds: 1500,
    results: [
      { name: 'sound', violations: [] },
      {
        name: 'a "bad" one\u0000',
        violations: [
          {
            rule: 'status',
            message: 'status 500 & more\nlines | pipes',
            operationId: 'getContact',
            exchange,
          },
        ],
      },
    ],
  },
  {
    check: { name: 'limits', title: 'limits hold' },
    skipped: 'needs --console',
    milliseconds: 0,
    results: [],
  },
];
const ledger = new Ledger(webhookEvents);
const findings = findingsOf(outcomes);

describe('JUnit', () => {
  const xml = junitReport(outcomes, findings);

  test('counts a suite a check, a case a result, and what was skipped', () => {
    expect(xml).toContain('<testsuite name="lists" tests="2" failures="1" skipped="0" time="1.5">');
    expect(xml).toContain('<testsuite name="limits" tests="1" failures="0" skipped="1" time="0">');
    expect(xml).toContain('<skipped message="needs --console"/>');
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });

  test('escapes what XML cannot hold', () => {
    expect(xml).toContain('name="a &quot;bad&quot; one�"');
    expect(xml).toContain('status 500 &amp; more');
    expect(xml).not.toContain('\u0000');
  });
});

describe('SARIF', () => {
  const sarif = JSON.parse(sarifReport(findings)) as {
    version: string;
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        message: { text: string };
        locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
      }[];
    }[];
  };

  test('names the rule, the request and the file of the operation', () => {
    const [run] = sarif.runs;
    expect(sarif.version).toBe('2.1.0');
    expect(run?.tool.driver.rules).toMatchObject([{ id: 'lists/status' }]);
    expect(run?.results).toHaveLength(1);
    expect(run?.results[0]?.message.text).toContain('GET /contacts/a → 500');
    expect(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      encodeURI('spec/atteny/paths/contacts_{contactId}.yaml'),
    );
  });
});

describe('Markdown', () => {
  const markdown = markdownReport(outcomes, ledger, findings);

  test('has a row a check, the broken promise, and the coverage', () => {
    expect(markdown).toContain('| ✖ lists | lists keep <order> \\| totals | 1/2 | 1500 ms |');
    expect(markdown).toContain('| – limits | limits hold | skipped: needs --console | 0 ms |');
    expect(markdown).toContain('status 500 & more lines \\| pipes');
    expect(markdown).toMatch(/\| operations \| 0 of \d+ \| 0\.0 % \|/);
  });

  test('has no such heading when nothing is broken', () => {
    expect(markdownReport(outcomes.slice(1), ledger, [])).not.toContain('#### Faults');
  });
});

describe('the terminal', () => {
  test('tells what broke and in which request', () => {
    const text = outcomes.map(outcomeLines).join('');
    expect(text).toContain('✖ lists');
    expect(text).toContain('status: status 500');
    expect(text).toContain('in GET /contacts/a → 500');
    expect(text).toContain('– limits: skipped, needs --console');
    expect(coverageTable(ledger)).toMatch(/statuses +0 of/);
  });

  test('shows the first five and counts the others', () => {
    const [lists] = outcomes as [CheckOutcome];
    const results = Array.from({ length: 8 }, (_none, index) => ({
      ...lists.results[1],
      name: `no ${index}`,
    }));
    const text = outcomeLines({ ...lists, results: results as CheckOutcome['results'] });
    expect(text).toContain('no 4');
    expect(text).not.toContain('no 5');
    expect(text).toContain('and 3 more');
  });
});

test('GitHub shows a fault beside the line that it breaks', () => {
  const [line, ...more] = annotationLines(findings).trim().split('\n');
  expect(more).toEqual([]);
  expect(line).toMatch(
    /^::error file=spec\/atteny\/paths\/contacts_\{contactId\}\.yaml,line=\d+,title=contract suite%3A lists::/,
  );
  expect(line).toContain('status 500 & more%0Alines');
});

test('no report carries the key', () => {
  const all = [
    annotationLines(findings),
    findingLines(findings),
    junitReport(outcomes, findings),
    sarifReport(findings),
    markdownReport(outcomes, ledger, findings),
    ...outcomes.map(outcomeLines),
  ];
  expect(all.filter((text) => text.includes('sk_live_secret'))).toEqual([]);
});
