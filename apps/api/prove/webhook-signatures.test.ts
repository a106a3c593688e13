import { webhooks } from '@atteny/contract';
import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign, verify } from '@atteny/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSecret } from '../src/webhooks/secrets/endpoint-secrets.ts';

const bodies = 10_000;
const secrets = 10;
const folder = mkdtempSync(join(tmpdir(), 'atteny-signatures-'));

interface Signed {
  body: Buffer;
  secret: string;
  signature: string;
  standard: string;
  id: string;
  timestamp: string;
}
const signed: Signed[] = [];

beforeAll(async () => {
  const keys = Array.from({ length: secrets }, newSecret);
  for (let index = 0; index < bodies; index += 1) {
    const secret = keys[index % secrets] as string;
    const body = randomBytes(randomInt(1, 2_000));
    const id = `evt_${index}`;
    const headers = await sign({ body, secret, id, event: webhooks.onMessageCreated, deliveryId: 'dlv_1' });
    signed.push({
      body,
      secret,
      id,
      signature: headers['X-Atteny-Signature'],
      standard: headers['webhook-signature'],
      timestamp: headers['webhook-timestamp'],
    });
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The page's own way, in Node. */
function isFromAtteny(rawBody: Buffer, header: string, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`);
  const received = Buffer.from(header);
  return received.length === expected.length && timingSafeEqual(received, expected);
}

function flipped(body: Buffer, bit: number): Buffer {
  const other = Buffer.from(body);
  other.writeUInt8(other.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return other;
}

test(`${bodies} random bodies verify in Node by both schemes, and fail with any one bit flipped`, () => {
  const wrong = signed.filter(({ body, secret, signature, standard, id, timestamp }) => {
    const decoded = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
    const own = `v1,${createHmac('sha256', decoded).update(content).digest('base64')}`;
    const other = flipped(body, randomInt(body.length * 8));
    return (
      !isFromAtteny(body, signature, secret) || own !== standard || isFromAtteny(other, signature, secret)
    );
  });
  expect(wrong).toEqual([]);
  for (const { body, secret, signature } of signed.slice(0, 20)) {
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      expect(isFromAtteny(flipped(body, bit), signature, secret)).toBe(false);
    }
  }
});

test('every flipped bit of a real event fails in the library', async () => {
  const secret = newSecret();
  const body = Buffer.from(
    JSON.stringify({
      id: 'evt_1',
      event: webhooks.onMessageCreated,
      createdAt: '2026-03-16T14:05:09.000Z',
      data: {},
    }),
  );
  const headers = await sign({ body, secret });
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    await expect(verify({ body: flipped(body, bit), headers, secret })).rejects.toThrow(/ignature/);
  }
});

test(`${bodies} random bodies verify in Python`, () => {
  const lines = signed.map(
    ({ body, secret, signature }) => `${body.toString('base64')} ${secret} ${signature}`,
  );
  const program = `
import base64, hashlib, hmac, sys
good = 0
for line in sys.stdin:
    body, secret, header = line.split()
    expected = "sha256=" + hmac.new(secret.encode(), base64.b64decode(body), hashlib.sha256).hexdigest()
    good += hmac.compare_digest(expected.encode(), header.encode())
print(good)`;
  const good = execFileSync('python3', ['-c', program], { input: lines.join('\n'), encoding: 'utf8' });
  expect(Number(good)).toBe(bodies);
});

test(`${bodies} random bodies verify in OpenSSL`, () => {
  signed.forEach(({ body }, index) => writeFileSync(join(folder, String(index)), body));
  for (let which = 0; which < secrets; which += 1) {
    const own = signed.flatMap((each, index) => (index % secrets === which ? [{ ...each, index }] : []));
    const files = own.map(({ index }) => String(index));
    const key = `hexkey:${Buffer.from(own[0]?.secret ?? '').toString('hex')}`;
    const args = ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', key, ...files];
    const said = execFileSync('openssl', args, { cwd: folder, encoding: 'utf8' }).trim().split('\n');
    expect(said.map((line) => `sha256=${line.split('= ')[1]}`)).toEqual(
      own.map(({ signature }) => signature),
    );
  }
});
