import { createHmac } from 'node:crypto';
import { publicDocument } from '@atteny/contract/documents';
import { sign, verify, type WebhookHeaders } from '@atteny/webhooks';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causes, type CauseId } from './causes.ts';
import { diagnose, type DiagnoseOptions } from './diagnose.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const encoded = secret.slice('whsec_'.length);
const now = new Date(1_773_669_862_000);
const event = {
  id: 'evt_1',
  event: 'message.created',
  createdAt: '2026-03-16T14:05:09.000Z',
  data: {
    message: {
      id: 'msg_1',
      conversationId: 'cnv_1',
      direction: 'INBOUND',
      type: 'TEXT',
      content: 'Olá & até já! 🍞 "pão"',
      mediaUrl: 'https://cdn.exemplo.com/pão.png',
      mediaType: 'image/png',
      createdAt: '2026-03-16T14:05:09.000Z',
    },
    contact: { id: 'ctt_1', phoneNumber: '+5511987654321', name: 'Maria' },
  },
};
const body = JSON.stringify(event);

const signed = async (changed: Partial<Parameters<typeof sign>[0]> = {}) => ({
  ...(await sign({ body, secret, timestamp: now, ...changed })),
});
const idsOf = async (options: Partial<DiagnoseOptions>) => {
  const { holds, causes: found } = await diagnose({
    body,
    secret,
    now,
    headers: await signed(),
    ...options,
  });
  expect(found.length === 0).toBe(holds);
  return found.map(({ id }) => id);
};
const hmac = (
  key: string | Uint8Array,
  content: string,
  encoding: 'hex' | 'base64' = 'hex',
  hash = 'sha256',
) => createHmac(hash, key).update(content).digest(encoding);
const without = (headers: object, ...names: (keyof WebhookHeaders)[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name as never)));
const plainOnly = (signature: string) => ({ 'X-Atteny-Signature': signature });
const ascii = (text: string) =>
  text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([one], [two]) => (one < two ? -1 : 1))
          .map(([name, inner]) => [name, sorted(inner)]),
      )
    : value;
const spaced = (text: string) =>
  text.replaceAll(/"(?:[^"\\]|\\.)*"|[,:]/g, (found) => (found.length === 1 ? `${found} ` : found));

test('what verifies holds', async () => {
  expect(await diagnose({ body, secret, now, headers: await signed() })).toEqual({ holds: true, causes: [] });
  expect(await idsOf({ headers: new Headers(await signed()) })).toEqual([]);
  expect(await idsOf({ body: Buffer.from(body), secret: [other, secret] })).toEqual([]);
});

describe('a body that was changed on the way', () => {
  test.each<[string, string | Uint8Array, CauseId[]]>([
    ['indented', JSON.stringify(event, null, 2), ['body_blanks']],
    ['with a blank after each sign', spaced(body), ['body_blanks']],
    ['with its letters escaped', ascii(body), ['body_escapes']],
    ['with its slashes escaped', body.replaceAll('/', '\\/'), ['body_escapes']],
    ['as PHP writes it', ascii(body).replaceAll('/', '\\/'), ['body_escapes']],
    ['as Go writes it', body.replaceAll('&', '\\u0026'), ['body_escapes']],
    ['with sorted properties', JSON.stringify(sorted(event)), ['body_key_order']],
    ['as Python writes it', ascii(spaced(body)), ['body_blanks', 'body_escapes']],
    ['as jq -S writes it', `${JSON.stringify(sorted(event), null, 2)}\n`, ['body_blanks', 'body_key_order']],
    ['with a line end', `${body}\n`, ['body_line_end']],
    ['with CRLF', `${body}\r\n`, ['body_line_end']],
    ['with a BOM', `\uFEFF${body}`, ['body_bom']],
    ['with a BOM and a line end', `\uFEFF${body}\n`, ['body_bom', 'body_line_end']],
    ['in base64', Buffer.from(body).toString('base64'), ['body_base64']],
    [
      'in base64, indented',
      Buffer.from(JSON.stringify(event, null, 2)).toString('base64'),
      ['body_base64', 'body_blanks'],
    ],
    ['as JSON in JSON', JSON.stringify(body), ['body_stringified_twice']],
    ['read as Latin-1', Buffer.from(body).toString('latin1'), ['body_encoding']],
    ['read as Windows-1252', new TextDecoder('windows-1252').decode(Buffer.from(body)), ['body_encoding']],
    ['in Latin-1 bytes', Buffer.from(body.replace(' 🍞', ''), 'latin1'), ['body_encoding']],
    ['empty', '', ['body_empty', 'secret_other']],
    ['made of an object', '[object Object]', ['body_parsed', 'secret_other']],
    ['with lost letters', body.replace('á', '\uFFFD'), ['body_characters_lost', 'secret_other']],
    ['cut', body.slice(0, -9), ['body_not_json', 'secret_other']],
    [
      'with other content',
      JSON.stringify({ ...event, more: 1, id: 'evt_1' }).replaceAll('":', '" :'),
      ['body_changed', 'secret_other'],
    ],
  ])('%s', async (name, changed, expected) => {
    const original = name === 'in Latin-1 bytes' ? body.replace(' 🍞', '') : body;
    const headers = await signed({ body: original });
    expect(await idsOf({ body: changed, headers })).toEqual(expected);
    // The documented header alone shows as much.
    expect(await idsOf({ body: changed, headers: plainOnly(headers['X-Atteny-Signature']) })).toEqual(
      expected,
    );
  });

  test('of another length than was sent', async () => {
    const headers = { ...(await signed()), 'content-length': String(body.length + 40) };
    expect(await idsOf({ body: body.replace('Maria', 'M'), headers })).toEqual([
      'body_length',
      'secret_other',
    ]);
  });

  test.each([
    [undefined, 'body_empty'],
    [event, 'body_parsed'],
    [null, 'body_parsed'],
    [7, 'body_parsed'],
  ])('given as %j', async (given, expected) => {
    expect(await idsOf({ body: given as never })).toEqual([expected]);
  });

  test('a body that was signed with its line end and lost it', async () => {
    expect(await idsOf({ headers: await signed({ body: `${body}\n` }) })).toEqual(['body_line_end']);
  });
});

describe('a secret', () => {
  test.each<[string, unknown, CauseId[]]>([
    ['of another endpoint', other, ['secret_other']],
    ['not set', undefined, ['secret_missing']],
    ['empty', '', ['secret_missing']],
    ['in an empty list', [], ['secret_missing']],
    ['with a line break', `${secret}\n`, ['secret_surrounded']],
    ['in quotes', `"${secret}"`, ['secret_surrounded']],
    ['without its prefix', encoded, ['secret_decoded']],
    ['decoded, in hexadecimal', Buffer.alloc(32, 7).toString('hex'), ['secret_decoded']],
    ['cut', secret.slice(0, -3), ['secret_malformed']],
    ['that is an API key', `sk_live_${'a'.repeat(38)}`, ['secret_is_key']],
  ])('%s', async (_, given, expected) => {
    expect(await idsOf({ secret: given as string })).toEqual(expected);
  });

  test('with a line break, over a body that was written anew', async () => {
    expect(await idsOf({ secret: `${secret}\n`, body: spaced(body) })).toEqual([
      'secret_surrounded',
      'body_blanks',
    ]);
  });

  test('stands in nothing that is returned', async () => {
    const diagnosis = await diagnose({
      body: `${body} `,
      secret: [other, secret, `${secret} `],
      headers: await signed(),
      now,
    });
    expect(JSON.stringify(diagnosis)).not.toContain(encoded.slice(0, 12));
  });
});

describe('a signature made or written otherwise', () => {
  const key = Buffer.from(encoded, 'base64');
  const content = `evt_1.${now.getTime() / 1000}.${body}`;
  test.each<[string, string, CauseId[]]>([
    ['with the key of Standard Webhooks', `sha256=${hmac(key, body)}`, ['standard_key_for_plain']],
    ['with the secret without its prefix', `sha256=${hmac(encoded, body)}`, ['key_without_prefix']],
    ['in base64', `sha256=${hmac(secret, body, 'base64')}`, ['digest_encoding']],
    ['in upper case', `sha256=${hmac(secret, body).toUpperCase()}`, ['digest_encoding']],
    ['without its prefix', hmac(secret, body), ['digest_encoding']],
    ['with SHA-1', `sha1=${hmac(secret, body, 'hex', 'sha1')}`, ['digest_hash']],
    ['with SHA-512', hmac(secret, body, 'hex', 'sha512'), ['digest_hash']],
    ['over identifier and time', `sha256=${hmac(secret, content)}`, ['standard_content_for_plain']],
    [
      'with key and content of the other scheme',
      `sha256=${hmac(key, content)}`,
      ['standard_key_for_plain', 'standard_content_for_plain'],
    ],
    [
      'in base64 over a spaced body',
      hmac(secret, spaced(body), 'base64'),
      ['body_blanks', 'digest_encoding'],
    ],
    ['twice', `sha256=${hmac(secret, body)}, sha256=${hmac(secret, body)}`, ['header_malformed']],
    ['not at all', 'sha256=undefined', ['header_malformed']],
    ['as nothing', '', ['header_malformed']],
  ])('%s', async (_, signature, expected) => {
    const headers = { ...(await signed()), 'X-Atteny-Signature': signature };
    expect(await idsOf({ headers })).toEqual(expected);
  });

  test.each<[string, string, CauseId[]]>([
    ['with the plain key', `v1,${hmac(secret, content, 'base64')}`, ['plain_key_for_standard']],
    ['over the body alone', `v1,${hmac(key, body, 'base64')}`, ['plain_content_for_standard']],
    ['in hexadecimal', `v1,${hmac(key, content)}`, ['digest_encoding']],
    ['without its version', hmac(key, content, 'base64'), ['digest_encoding']],
  ])('the standard one %s', async (_, signature, expected) => {
    const headers = { ...(await signed()), 'webhook-signature': signature };
    expect(await idsOf({ headers })).toEqual(expected);
    expect(await idsOf({ headers: without(headers, 'X-Atteny-Signature') })).toEqual(expected);
  });

  test.each<[string, string, CauseId[]]>([
    ['rightly', `sha256=${hmac(secret, body)}`, []],
    ['rightly by the other scheme', `v1,${hmac(key, content, 'base64')}`, []],
    ['with the decoded key', `sha256=${hmac(key, body)}`, ['standard_key_for_plain']],
    ['in base64', hmac(secret, body, 'base64'), ['digest_encoding']],
    [
      'over what JSON.parse and an indent made of it',
      `sha256=${hmac(secret, JSON.stringify(event, null, 2))}`,
      ['body_blanks'],
    ],
    [
      'over what Python made of it',
      `sha256=${hmac(secret, ascii(spaced(body)))}`,
      ['body_escapes', 'body_blanks'],
    ],
    ['over it in base64', `sha256=${hmac(secret, Buffer.from(body).toString('base64'))}`, ['body_base64']],
    ['of something else', `sha256=${hmac(secret, 'nothing')}`, ['computed_other']],
  ])('computed by the receiver %s', async (_, computed, expected) => {
    expect(await idsOf({ computed })).toEqual(expected);
  });
});

describe('headers', () => {
  test.each<[keyof WebhookHeaders, CauseId]>([
    ['webhook-id', 'header_missing'],
    ['webhook-timestamp', 'header_missing'],
  ])('%s did not come', async (name, expected) => {
    const { causes: found } = await diagnose({ body, secret, now, headers: without(await signed(), name) });
    expect(found).toMatchObject([{ id: expected, header: name }]);
    expect(found[0]?.problem.en).toContain(name);
  });

  test('none came', async () => {
    for (const headers of [{}, undefined, { 'content-type': 'application/json' }]) {
      expect(await idsOf({ headers: headers! })).toEqual(['header_missing']);
    }
  });

  test.each(['HTTP_X_ATTENY_SIGNATURE', 'x-hub-signature-256', 'X_Atteny_Signature'])(
    'it came as %s',
    async (name) => {
      const headers = { [name]: `sha256=${hmac(secret, body)}` };
      const { causes: found } = await diagnose({ body, secret, now, headers });
      expect(found).toMatchObject([{ id: 'header_renamed', header: name.toLowerCase() }]);
    },
  );

  test('of another attempt', async () => {
    const later = await signed({ timestamp: new Date(now.getTime() + 5000) });
    for (const name of ['webhook-signature', 'webhook-timestamp'] as const) {
      expect(await idsOf({ headers: { ...(await signed()), [name]: later[name] } })).toEqual([
        'header_of_another_attempt',
      ]);
    }
  });

  test('of another delivery', async () => {
    const elsewhere = await signed({ body: body.replaceAll('evt_1', 'evt_2').replace('Maria', 'Ana') });
    for (const name of ['X-Atteny-Signature', 'webhook-id'] as const) {
      const { causes: found } = await diagnose({
        body,
        secret,
        now,
        headers: { ...(await signed()), [name]: elsewhere[name] },
      });
      expect(found).toMatchObject([{ id: 'header_of_another_delivery', header: name }]);
    }
  });

  test('during a rotation, the new secret without the header that it signs', async () => {
    const rotating = await signed({ nextSecret: other });
    expect(await idsOf({ secret: other, headers: rotating })).toEqual([]);
    expect(await idsOf({ secret: other, headers: without(rotating, 'X-Atteny-Signature-Next') })).toEqual([
      'header_next_missing',
    ]);
  });

  test.each<[number, CauseId]>([
    [301, 'timestamp_stale'],
    [3600 * 3, 'timestamp_stale'],
    [-301, 'timestamp_ahead'],
  ])('sent %i s ago', async (seconds, expected) => {
    expect(await idsOf({ now: new Date(now.getTime() + seconds * 1000) })).toEqual([expected]);
    expect(
      await idsOf({ now: new Date(now.getTime() + seconds * 1000), tolerance: Math.abs(seconds) }),
    ).toEqual([]);
  });

  test('a stale delivery whose body was written anew has both causes', async () => {
    expect(await idsOf({ body: spaced(body), now: new Date(now.getTime() + 400_000) })).toEqual([
      'body_blanks',
      'timestamp_stale',
    ]);
  });

  test.each(['1773669862000', '2026-03-16T14:04:22Z', ''])('with the timestamp %j', async (timestamp) => {
    expect(await idsOf({ headers: { ...(await signed()), 'webhook-timestamp': timestamp } })).toEqual([
      'timestamp_malformed',
    ]);
  });
});

test('a signed body that is no event', async () => {
  const headers = await signed({ body: '{"id":"e"}', id: 'e', event: 'x' });
  expect(await idsOf({ body: '{"id":"e"}', headers })).toEqual(['body_not_an_event']);
});

test('every example of the contract is known by its order', async () => {
  for (const webhook of Object.values(publicDocument.webhooks ?? {})) {
    const content = (webhook as { post: { requestBody: { content: Record<string, { examples: object }> } } })
      .post.requestBody.content['application/json'];
    for (const { value } of Object.values(content?.examples ?? {}) as { value: unknown }[]) {
      const raw = JSON.stringify(value);
      const headers = await signed({ body: raw });
      expect(await idsOf({ body: JSON.stringify(sorted(value)), headers })).toEqual(['body_key_order']);
    }
  }
});

test('every cause says in both languages what is wrong and what to do', () => {
  for (const { problem, remedy } of Object.values(causes)) {
    for (const text of [problem['pt-BR'], problem.en, remedy['pt-BR'], remedy.en]) {
      expect(text).toMatch(/^\S.{10,}\.$/u);
    }
  }
});

test('whatever it is given, it holds exactly when verify lets it pass, and else there is a cause', async () => {
  const anyHeader = fc.oneof(fc.string(), fc.constant(undefined), fc.array(fc.string(), { maxLength: 2 }));
  const headerNames: (keyof WebhookHeaders)[] = [
    'X-Atteny-Signature',
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
    'X-Atteny-Signature-Next',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constant(body), fc.string({ unit: 'grapheme' }), fc.json(), fc.uint8Array(), fc.anything()),
      fc.record(Object.fromEntries(headerNames.map((name) => [name, anyHeader])), { requiredKeys: [] }),
      fc.oneof(
        fc.constant(secret),
        fc.constant(other),
        fc.string(),
        fc.array(fc.constantFrom(secret, other, '')),
        fc.anything(),
      ),
      async (given, changed, givenSecret) => {
        const options = {
          body: given,
          headers: { ...(await signed()), ...changed },
          secret: givenSecret,
          now,
        } as DiagnoseOptions;
        const passes = await verify(options).then(
          () => true,
          () => false,
        );
        const { holds, causes: found } = await diagnose(options);
        expect(holds).toBe(passes);
        expect(found.length === 0).toBe(passes);
      },
    ),
    { numRuns: 300 },
  );
});
