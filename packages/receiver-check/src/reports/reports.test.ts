import { readFile } from 'node:fs/promises';
import { publicDocument } from '@atteny/contract/documents';
import { describe, expect, test } from 'vitest';
import { goodReceivers } from '../../receivers/good.ts';
import { longestContent } from '../checks/genuine.ts';
import { examine, type Report } from '../exam.ts';
import { type CheckId, problems, type ProblemId, type Topic } from '../problems.ts';
import { guideAddress } from './guide-address.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { textReport } from './text.ts';

const options = { language: 'en', docs: 'http://localhost:4020', colour: false } as const;

const failed = (id: ProblemId, check: CheckId, body: string): Report['results'][number] => ({
  check,
  status: 'failed',
  severity: problems[id].severity,
  milliseconds: 3,
  problem: {
    id,
    sent: { headers: { 'X-Atteny-Event': 'message.created' }, body: Buffer.from('{}') },
    answer: { kind: 'reply', status: 200, headers: {}, body, milliseconds: 3 },
  },
});

const report: Report = {
  url: 'http://127.0.0.1:3000/atteny',
  grade: 'F',
  framework: 'express',
  results: [
    { check: 'genuine', status: 'passed', milliseconds: 12 },
    failed('accepts-tampered', 'tampered-body', '<script>|`</testcase>&\u0001'),
    failed('accepts-stale', 'stale', 'ok'),
    { check: 'rotation-over', status: 'skipped', milliseconds: 0 },
  ],
};

test('the text says what was sent, what came back, what is wrong, how to mend it, and where to read on', () => {
  const text = textReport(report, options);
  for (const part of [
    'a genuine delivery with words added to its text',
    'HTTP 200',
    'A changed body is acknowledged',
    'refuse with 400',
    "app.post('/atteny', express.raw(",
    'http://localhost:4020/en/guides/webhooks/#2-verify-the-signature',
    'Grade F',
  ]) {
    expect(text).toContain(part);
  }
});

test('JUnit counts errors as failures, keeps warnings beside them, and stays XML whatever a receiver answers', () => {
  const xml = junitReport(report, options);
  expect(xml).toContain('tests="4" failures="1" skipped="1"');
  expect(xml.match(/<failure /g)).toHaveLength(1);
  expect(xml.match(/<system-out>/g)).toHaveLength(1);
  expect(xml.match(/<\/testcase>/g)).toHaveLength(3);
  expect(xml).not.toContain('\u0001');
});

test('Markdown takes no markup from a receiver', () => {
  const markdown = markdownReport(report, options);
  expect(markdown).not.toContain('<script>');
  expect(markdown).toContain('| ❌ | A changed body |');
});

test('JSON has every result, and the secret in none', async () => {
  const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  const receiver = await goodReceivers['node']!(`whsec_${Buffer.alloc(32, 8).toString('base64')}`);
  const real = await examine({ url: receiver.url, secret });
  await receiver.close();
  const json = jsonReport(real, options);
  expect(JSON.parse(json)).toMatchObject({ grade: 'F', failed: 1, results: { length: real.results.length } });
  expect(json).not.toContain(secret);
});

describe('the guide', () => {
  test.each([
    ['pt-BR', ''],
    ['en', '/en'],
  ] as const)('has a heading for every topic in %s', async (language, edition) => {
    const guide = await readFile(
      new URL(`../../../../apps/docs/guides/webhooks.${language}.md`, import.meta.url),
      'utf8',
    );
    const anchors = [...guide.matchAll(/^## (.*)$/gm)].map(([, heading = '']) =>
      heading
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-'),
    );
    const topics = new Set<Topic>(Object.values(problems).map(({ topic }) => topic));
    for (const topic of topics) {
      const [page, anchor] = guideAddress('', topic, language).split('#');
      expect(page).toBe(`${edition}/guides/webhooks/`);
      expect(anchors).toContain(anchor);
    }
  });
});

test('the longest text is that of the contract', () => {
  expect(publicDocument.components?.schemas?.['MessageContent']).toMatchObject({ maxLength: longestContent });
});
