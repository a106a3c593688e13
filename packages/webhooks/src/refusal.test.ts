import { delivery } from '@atteny/contract';
import { describe, expect, test } from 'vitest';
import {
  attempt,
  body,
  newSecret,
  now,
  oldSecret,
  signed,
  standardHeaders,
  without,
} from './delivery.fixture.ts';
import { isWebhookVerificationError, type WebhookVerificationError } from './errors.ts';
import { sign } from './sign.ts';

describe('refused', () => {
  test('when no signature came', async () => {
    expect(await attempt({ headers: {} })).toMatchObject({
      name: 'MissingHeaderError',
      header: 'X-Atteny-Signature',
    });
  });

  test.each(['webhook-id', 'webhook-timestamp'])(
    'when %s is missing beside webhook-signature',
    async (header) => {
      expect(await attempt({ headers: without(await signed(), header) })).toMatchObject({
        name: 'MissingHeaderError',
        header,
      });
    },
  );

  test('when the timestamp is asked for and did not come', async () => {
    const headers = without(await signed(), ...standardHeaders);
    expect(await attempt({ headers, requireTimestamp: true })).toMatchObject({ name: 'MissingHeaderError' });
  });

  test.each([
    ['X-Atteny-Signature', 'sha256=ABC'],
    ['X-Atteny-Signature', `sha1=${'a'.repeat(64)}`],
    ['webhook-signature', 'v2,abc'],
    ['webhook-signature', ''],
  ])('when %s is written as %j', async (name, value) => {
    const headers = { ...(await signed()), [name]: value };
    expect(await attempt({ headers })).toMatchObject({ name: 'MalformedHeaderError' });
  });

  test.each([
    ['X-Atteny-Signature', 'webhook-signature'],
    ['webhook-signature', 'X-Atteny-Signature'],
  ])('when %s is forged, though %s is genuine', async (header) => {
    const forged = await sign({ body, secret: newSecret, timestamp: now });
    const headers = { ...(await signed()), [header]: forged[header as keyof typeof forged] };
    expect(await attempt({ headers })).toMatchObject({ name: 'SignatureMismatchError', header });
  });

  test.each([1, -1])('when it is %i × one second beyond the tolerance', async (direction) => {
    const tolerance = delivery.timestampToleranceSeconds;
    const at = (seconds: number) => new Date(now.getTime() + direction * seconds * 1000);
    const headers = { ...(await signed()) };
    expect(await attempt({ headers, now: at(tolerance) })).toMatchObject({ id: 'evt_1' });
    expect(await attempt({ headers, now: at(tolerance + 1) })).toMatchObject({
      name: 'TimestampOutOfToleranceError',
    });
    expect(await attempt({ headers, now: at(tolerance + 1), tolerance: tolerance + 1 })).toMatchObject({
      id: 'evt_1',
    });
  });

  test.each([['soon'], ['']])('when the signed timestamp is %j', async (timestamp) => {
    const headers = { ...(await signed()), 'webhook-timestamp': timestamp };
    expect(await attempt({ headers })).toMatchObject({ name: 'SignatureMismatchError' });
  });

  test('when the tolerance is no number', async () => {
    expect(await attempt({ headers: { ...(await signed()) }, tolerance: Number.NaN })).toMatchObject({
      name: 'TimestampOutOfToleranceError',
    });
  });

  test.each(['', 'null', '[]', '"text"', '{', '{"id":1}', '{"id":"a","event":"b","createdAt":"c"}'])(
    'when the signed body is %s',
    async (raw) => {
      const headers = {
        ...(await sign({ body: raw, secret: oldSecret, timestamp: now, id: 'e', event: 'x' })),
      };
      expect(await attempt({ body: raw, headers })).toMatchObject({ name: 'InvalidPayloadError' });
    },
  );

  test('when the signed body is not UTF-8', async () => {
    const raw = new Uint8Array([0x22, 0xff, 0x22]);
    const headers = {
      ...(await sign({ body: raw, secret: oldSecret, timestamp: now, id: 'e', event: 'x' })),
    };
    expect(await attempt({ body: raw, headers })).toMatchObject({ name: 'InvalidPayloadError' });
  });
});

describe("the receiver's own mistakes", () => {
  test.each([[JSON.parse(body)], [undefined], [null], [{}]])('a parsed body is named: %j', async (parsed) => {
    const failure = await attempt({ body: parsed as string, headers: { ...(await signed()) } });
    expect(failure).toMatchObject({ name: 'RawBodyError' });
  });

  test.each([[undefined], [null], [''], [[]], [[undefined]], [[oldSecret, undefined]]])(
    'a secret that is not there is said so: %j',
    async (secret) => {
      const headers = { ...(await signed()) };
      expect(await attempt({ secret: secret as undefined, headers })).toMatchObject({
        name: 'InvalidSecretError',
        message: expect.stringContaining('variável de ambiente'),
      });
    },
  );

  test.each([[undefined], [null], ['text']])(
    'headers that are not there are said so: %j',
    async (headers) => {
      expect(await attempt({ headers: headers as never })).toMatchObject({
        name: 'TypeError',
        message: expect.stringContaining('"headers"'),
      });
    },
  );

  test.each([[undefined], [{}], [null]])(
    'an empty, unsigned request is the fault of its sender, whatever a framework makes of its body: %j',
    async (empty) => {
      expect(await attempt({ body: empty as string, headers: {} })).toMatchObject({
        name: 'MissingHeaderError',
      });
    },
  );

  test('a body in base64 is told', async () => {
    const failure = await attempt({
      body: Buffer.from(body).toString('base64'),
      headers: { ...(await signed()) },
    });
    expect(failure).toMatchObject({
      name: 'SignatureMismatchError',
      message: expect.stringContaining('está em base64?'),
    });
    const other = await attempt({ body: `${body} `, headers: { ...(await signed()) } });
    expect((other as Error).message).not.toContain('base64');
  });

  test('a secret cut short is named', async () => {
    const headers = { ...(await signed()) };
    expect(await attempt({ secret: oldSecret.slice(0, -1), headers })).toMatchObject({
      name: 'InvalidSecretError',
    });
  });
});

test('the guard knows every refusal, also of another copy of this package, and nothing else', async () => {
  const refusals = [
    await attempt({ headers: {} }),
    await attempt({ headers: { ...(await signed()) }, body: `${body} ` }),
    await attempt({ headers: { ...(await signed()) }, now: new Date(0) }),
  ];
  for (const refusal of refusals) {
    expect(isWebhookVerificationError(refusal)).toBe(true);
    const { status, header } = refusal as WebhookVerificationError;
    expect(isWebhookVerificationError(Object.assign(new Error('of another copy'), { status, header }))).toBe(
      true,
    );
  }
  for (const other of [
    undefined,
    null,
    'text',
    {},
    new Error('x'),
    await attempt({ headers: { ...(await signed()) }, secret: '' }),
  ]) {
    expect(isWebhookVerificationError(other)).toBe(false);
  }
});
