import * as fc from 'fast-check';
import { publicDocument } from '@atteny/contract/documents';
import { describe, expect, test } from 'vitest';
import {
  attempt,
  body,
  newSecret,
  now,
  oldSecret,
  rotating,
  signed,
  standardHeaders,
  without,
} from './delivery.fixture.ts';
import { sign } from './sign.ts';
import { verify } from './verify.ts';

describe('a genuine delivery', () => {
  test('gives its event', async () => {
    expect(await attempt({ headers: { ...(await signed()) } })).toEqual(JSON.parse(body));
  });

  test.each([
    ['Headers', (headers: object) => new Headers(headers as Record<string, string>)],
    ['lower-case names, as node:http has them', lowerCase],
    ['values in arrays', (headers: object) => mapValues(headers, (value) => [value])],
  ])('is read from %s', async (_, as) => {
    expect(await attempt({ headers: as(await signed()) })).toMatchObject({ id: 'evt_1' });
  });

  test.each([
    ['text', body],
    ['bytes', new TextEncoder().encode(body)],
    ['a Buffer, a view into a larger memory', Buffer.from(body)],
    ['an ArrayBuffer', new TextEncoder().encode(body).buffer],
  ])('is verified from %s', async (_, raw) => {
    expect(await attempt({ body: raw, headers: { ...(await signed()) } })).toMatchObject({ id: 'evt_1' });
  });

  test('may carry the documented headers alone', async () => {
    const headers = without(await signed(), ...standardHeaders);
    expect(await attempt({ headers })).toMatchObject({ id: 'evt_1' });
  });

  test('may carry the Standard Webhooks headers alone', async () => {
    const headers = without(await signed(), 'X-Atteny-Signature');
    expect(await attempt({ headers })).toMatchObject({ id: 'evt_1' });
  });

  test('of an event unknown to this version is handed over as it is', async () => {
    const unknown = body.replace('message.created', 'message.deleted');
    const headers = { ...(await sign({ body: unknown, secret: oldSecret, timestamp: now })) };
    expect(await attempt({ body: unknown, headers })).toMatchObject({ event: 'message.deleted' });
  });
});

describe('during a rotation', () => {
  test.each([
    ['the old secret alone', oldSecret],
    ['the new secret alone', newSecret],
    ['both', [newSecret, oldSecret]],
  ])('%s verifies', async (_, secret) => {
    expect(await attempt({ secret, headers: { ...(await rotating()) } })).toMatchObject({ id: 'evt_1' });
  });

  test('the new secret alone verifies by X-Atteny-Signature-Next', async () => {
    const headers = without(await rotating(), ...standardHeaders);
    expect(await attempt({ secret: newSecret, headers })).toMatchObject({ id: 'evt_1' });
    const unrotated = without(headers, 'X-Atteny-Signature-Next');
    expect(await attempt({ secret: newSecret, headers: unrotated })).toMatchObject({
      name: 'SignatureMismatchError',
    });
  });
});

test('the examples of the contract sign and verify', async () => {
  for (const webhook of Object.values(publicDocument.webhooks ?? {})) {
    const content = (webhook as { post: { requestBody: { content: Record<string, { examples: object }> } } })
      .post.requestBody.content['application/json'];
    for (const { value } of Object.values(content?.examples ?? {}) as { value: unknown }[]) {
      const raw = JSON.stringify(value);
      expect(
        await verify({ body: raw, secret: oldSecret, headers: await sign({ body: raw, secret: oldSecret }) }),
      ).toEqual(value);
    }
  }
});

function flipBit(bytes: Buffer, position: number, bit: number) {
  const at = position % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
}

test('whatever the text, it verifies, and no flipped bit of body or signature does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), async (content, bit, letter) => {
      const raw = Buffer.from(JSON.stringify({ id: 'e', event: 'x', createdAt: 't', data: { content } }));
      const headers = { ...(await sign({ body: raw, secret: oldSecret, timestamp: now })) };
      expect(await attempt({ body: raw, headers })).toMatchObject({ data: { content } });

      const flipped = Buffer.from(raw);
      flipBit(flipped, bit >> 3, bit & 7);
      expect(await attempt({ body: flipped, headers })).toMatchObject({ name: 'SignatureMismatchError' });

      for (const name of ['X-Atteny-Signature', 'webhook-signature'] as const) {
        const value = Buffer.from(headers[name]);
        flipBit(value, letter, bit & 7);
        const failure = await attempt({
          body: raw,
          headers: { ...headers, [name]: value.toString('latin1') },
        });
        expect(failure).toBeInstanceOf(Error);
      }
    }),
  );
});

function lowerCase(headers: object) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value as string]),
  );
}

function mapValues(headers: object, map: (value: string) => string[]) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, map(value as string)]));
}
