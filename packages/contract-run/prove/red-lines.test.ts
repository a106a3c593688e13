import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToldFinding } from '@atteny/contract-tests/summary';
import { hasJq, openBench, type Bench } from './bench.ts';

/**
 * A red line is evidence: its lines, run by a shell as they are printed, bring the state about and show the wrong reply, and
 * on a sound server the right one.
 */
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(async () => {
  await bench.close();
});

interface Planted {
  fault: string;
  check: string;
  /** What the first finding says that is looked at. */
  says: RegExp;
  /** What the lines show then, and what they show on a sound server. */
  wrong: RegExp | ((shows: string) => boolean);
  right: RegExp | ((shows: string) => boolean);
  /** What the lines do to bring it about, in this order. */
  steps: readonly RegExp[];
}

/** Newest first, ties by id: the list that the last line shows. */
function areOrdered(shows: string): boolean {
  const body = /^\{"success":true,"data":\[.*$/m.exec(shows)?.[0] ?? '';
  const { data } = JSON.parse(body) as { data: { id: string; createdAt: string }[] };
  const keys = data.map(({ id, createdAt }) => `${createdAt} ${id}`);
  return keys.join() === keys.toSorted((a, b) => (a < b ? 1 : -1)).join();
}

const holds = (what: Planted['wrong'], shows: string): boolean =>
  typeof what === 'function' ? what(shows) : what.test(shows);

/** Steps that do not stand in the lines in their order. */
function missing(steps: readonly RegExp[], curl: readonly string[]): RegExp[] {
  let from = 0;
  return steps.filter((step) => {
    const index = curl.findIndex((line, place) => place >= from && step.test(line));
    from = index + 1;
    return index < 0;
  });
}

const planted: readonly Planted[] = [
  {
    fault: 'a key that is over opens the list of contacts',
    check: 'scopes',
    says: /status 200 instead of 401/,
    wrong: /^HTTP\/1.1 200/m,
    right: /^HTTP\/1.1 401/m,
    steps: [/"expiresAt":.*now \+ 60/, /clock\/advance/, /Bearer \$KEY1.*\/contacts/],
  },
  {
    fault: 'a revoked key works until the clock of its world moves',
    check: 'scopes',
    says: /status 200 instead of 401/,
    wrong: /^HTTP\/1.1 200/m,
    right: /^HTTP\/1.1 401/m,
    steps: [/organizations\/\$ORGANIZATION\/keys/, /Bearer \$KEY1.*\/me/, /-X DELETE/, /Bearer \$KEY1.*\/me/],
  },
  {
    fault: 'Basic credentials are taken for a key',
    check: 'credentials',
    says: /status 200 instead of 401/,
    wrong: /^HTTP\/1.1 200/m,
    right: /^HTTP\/1.1 401/m,
    steps: [/-u "\$ATTENY_KEY:"/],
  },
  {
    fault: 'the rate limit is not enforced',
    check: 'limits',
    says: /status 200 instead of 429/,
    wrong: /^HTTP\/1.1 200/m,
    right: /^HTTP\/1.1 429/m,
    steps: [/"requestsPerMinute":5/, /^for n in 1 2 3 4 5; do curl/, /curl/],
  },
  {
    fault: 'the Idempotency-Key is ignored',
    check: 'promises',
    says: /status 409 instead of 201/,
    wrong: /^HTTP\/1.1 409/m,
    right: /^HTTP\/1.1 201[\s\S]*idempotency-replayed: true/im,
    steps: [/idempotency-key: [\w-]+/, /idempotency-key: [\w-]+/],
  },
  {
    fault: 'a replay does not say that it is one',
    check: 'promises',
    says: /header idempotency-replayed/i,
    wrong: /^HTTP\/1.1 201(?![\s\S]*idempotency-replayed)/m,
    right: /^idempotency-replayed: true/im,
    steps: [/idempotency-key: [\w-]+/, /idempotency-key: [\w-]+/],
  },
  {
    fault: 'an Idempotency-Key replays the reply of another organization',
    check: 'idempotency keys',
    says: /idempotency-replayed/,
    wrong: /^idempotency-replayed: true/im,
    right: /^HTTP\/1.1 201(?![\s\S]*idempotency-replayed)/m,
    steps: [/WORLD=/, /WORLD2=/, /Bearer \$ATTENY_KEY"/, /Bearer \$ATTENY_KEY2"/],
  },
  {
    fault: 'every listed conversation is open',
    check: 'states',
    says: /data\[\*\]\.status: "OPEN" instead of/,
    wrong: /"status":"OPEN"/,
    right: /"status":"PENDING"/,
    steps: [/"status":"PENDING"/, /\/conversations/],
  },
  {
    fault: 'mediaUrl is null in lists',
    check: 'states',
    says: /data\[\*\]\.mediaUrl: null instead of "https/,
    wrong: /"mediaUrl":null/,
    right: /"mediaUrl":"https/,
    steps: [/"mediaUrl":"https/, /\/messages/],
  },
  {
    fault: 'PATCH of a contact answers well and changes nothing',
    check: 'lookup',
    says: /data\.name: "Ana" instead of "Ana Paula"/,
    wrong: /"name":"Ana"/,
    right: /"name":"Ana Paula"/,
    steps: [/-X PATCH.*"name":"Ana Paula"/, /-i .*\/contacts\/\$ID1/],
  },
  {
    fault: 'a large body answers 400',
    check: 'transport',
    says: /status 400 instead of 413/,
    wrong: /^HTTP\/1.1 400/m,
    right: /^HTTP\/1.1 413/m,
    steps: [/head -c 10\d{4} \/dev\/zero/],
  },
  {
    fault: 'a delivery is unsigned',
    check: 'webhooks',
    says: /X-Atteny-Signature is missing/,
    wrong: /received (?!.*x-atteny-signature)/,
    right: /received .*"x-atteny-signature":"sha256=/,
    steps: [/createServer/, /\/webhooks/, /inbound-messages/],
  },
  {
    fault: 'a redirect counts as a success',
    check: 'receivers',
    says: /data\.status: "SUCCEEDED" instead of "FAILED"/,
    wrong: /"status":"SUCCEEDED".*"statusCode":30\d/,
    right: /"status":"SUCCEEDED".*"statusCode":299/,
    steps: [/createServer.*\[299,/, /\/webhooks/, /\/test/],
  },
  {
    fault: 'ties are in reverse',
    check: 'receivers',
    says: /out of its order/,
    wrong: (shows) => !areOrdered(shows),
    right: areOrdered,
    steps: [/clock\/advance/, /redeliver-failed/, /-i .*\/deliveries/],
  },
];

describe.skipIf(!hasJq && !process.env['CI']).each(planted)(
  '$fault',
  ({ fault, check, says, wrong, right, steps }) => {
    test('is shown by the lines under its finding, and by no sound server', async () => {
      await bench.switchTo(fault);
      const findings = await bench.found(check);
      const finding = findings.find(({ message }) => says.test(message));
      expect({ all: findings.map(({ message }) => message), finding }).toMatchObject({
        finding: { spec: expect.stringMatching(/^spec\/atteny\/.*\.yaml:\d+$/) as string },
      });
      const { curl } = finding as ToldFinding;
      expect({ curl, missing: missing(steps, curl) }).toMatchObject({ missing: [] });
      const onFaulty = await bench.shown(curl);
      expect({ onFaulty, isWrong: holds(wrong, onFaulty) }).toMatchObject({ isWrong: true });
      await bench.switchTo(null);
      const onSound = await bench.shown(curl);
      expect({ onSound, isRight: holds(right, onSound) }).toMatchObject({ isRight: true });
    });
  },
);
