import { describe, expect, test } from 'vitest';
import { addressMistakes } from '../receivers/address-mistakes.ts';
import { frameworkMistakes } from '../receivers/framework-mistakes.ts';
import { goodReceivers } from '../receivers/good.ts';
import { handlingMistakes } from '../receivers/handling-mistakes.ts';
import { processMistakes, python, pythonMistakes } from '../receivers/processes.ts';
import { signatureMistakes } from '../receivers/signature-mistakes.ts';
import type { Receiver } from '../receivers/receiver.ts';
import { examine, type Report } from './exam.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
// Wide enough for a busy machine; whoever is slow by design says from when on.
const busyMs = 25_000;

async function reportOn(
  start: (secret: string) => Promise<Receiver>,
  { slowMs = busyMs, timeoutMs = busyMs } = {},
): Promise<Report> {
  const receiver = await start(secret);
  try {
    return await examine({ url: receiver.url, secret, slowMs, timeoutMs });
  } finally {
    await receiver.close();
  }
}

const found = ({ results }: Report) =>
  results.flatMap((result) => (result.status === 'failed' ? [result.problem.id] : []));

describe.concurrent('a receiver without a mistake passes', () => {
  test.each(Object.entries({ ...goodReceivers, python }))('%s', async (_, start) => {
    const report = await reportOn(start);
    expect(found(report)).toEqual([]);
    expect(report.grade).toBe('A');
  });
});

const mistakes = [
  ...addressMistakes,
  ...signatureMistakes,
  ...handlingMistakes,
  ...frameworkMistakes,
  ...processMistakes,
  ...pythonMistakes,
];

describe.concurrent('a planted mistake is named, and nothing else', () => {
  test.each(mistakes)('$name', async ({ start, found: expected, slowMs }) => {
    const neverAnswers = expected.includes('no-answer');
    const report = await reportOn(start, { slowMs, ...(neverAnswers && { timeoutMs: 2_000 }) });
    expect(new Set(found(report))).toEqual(new Set(expected));
    expect(report.grade).not.toBe('A');
  });
});
