import { createHmac } from 'node:crypto';
import { publicDocument } from '@atteny/contract/documents';
import { expect, test } from 'vitest';
import { sign } from './sign.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const nextSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const body = JSON.stringify({
  id: 'evt_1',
  event: 'message.created',
  createdAt: '2026-03-16T14:05:09.000Z',
  data: {},
});
const timestamp = new Date(1_773_669_862_900);

const hex = (key: string) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
const standard = (key: string) =>
  `v1,${createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
    .update(`evt_1.1773669862.${body}`)
    .digest('base64')}`;

interface HeaderParameter {
  name: string;
  required?: boolean;
  schema: { pattern?: string };
}

/** The headers that the contract gives a delivery. */
function declared(): HeaderParameter[] {
  const webhook = publicDocument.webhooks?.['onMessageCreated'] as {
    post: { parameters: { $ref: string }[] };
  };
  return webhook.post.parameters.map(
    ({ $ref }) =>
      publicDocument.components?.parameters?.[$ref.split('/').at(-1) ?? ''] as unknown as HeaderParameter,
  );
}

/** What a header looks like with its name before it. */
const written = (name: string, pattern = '^') => new RegExp(pattern.replace('^', `^${name}: `));

test('the headers are exactly those of the contract', async () => {
  expect(await sign({ body, secret, deliveryId: 'dlv_1', timestamp })).toEqual({
    'X-Atteny-Signature': hex(secret),
    'X-Atteny-Event': 'message.created',
    'X-Atteny-Delivery': 'dlv_1',
    'webhook-id': 'evt_1',
    'webhook-timestamp': '1773669862',
    'webhook-signature': standard(secret),
  });
});

test('during a rotation the old secret keeps X-Atteny-Signature and both sign webhook-signature', async () => {
  const headers = await sign({ body, secret, nextSecret, timestamp });
  expect(headers['X-Atteny-Signature']).toBe(hex(secret));
  expect(headers['X-Atteny-Signature-Next']).toBe(hex(nextSecret));
  expect(headers['webhook-signature']).toBe(`${standard(secret)} ${standard(nextSecret)}`);
});

test('every header has the name and the form that the document declares', async () => {
  const headers: Record<string, string> = { ...(await sign({ body, secret, nextSecret })) };
  const contract = declared();
  expect(Object.keys(headers).toSorted()).toEqual(contract.map(({ name }) => name).toSorted());
  for (const { name, schema } of contract) {
    expect(`${name}: ${headers[name]}`).toMatch(written(name, schema.pattern));
  }
  const plain = await sign({ body, secret });
  expect(Object.keys(plain).toSorted()).toEqual(
    contract.flatMap(({ name, required }) => (required === true ? [name] : [])).toSorted(),
  );
});

test('a delivery without an id of its own gets a fresh one each time', async () => {
  const [first, second] = [await sign({ body, secret }), await sign({ body, secret })];
  expect(first['X-Atteny-Delivery']).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  expect(first['X-Atteny-Delivery']).not.toBe(second['X-Atteny-Delivery']);
});

test('bytes that are no text sign like any other when id and event are given', async () => {
  const bytes = new Uint8Array([0xff, 0x00, 0xfe]);
  const headers = await sign({ body: bytes, secret, id: 'evt_2', event: 'message.sent' });
  expect(headers['X-Atteny-Signature']).toBe(
    `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
  );
});

test.each(['whsec_', ` ${secret}`, `${secret}\n`, secret.slice(6), `whsec_${'A'.repeat(44)}`])(
  'a secret in another form is refused without being told: %j',
  async (wrong) => {
    const failure = await sign({ body, secret: wrong }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'InvalidSecretError' });
    expect((failure as Error).message).not.toContain(secret.slice(6, 20));
  },
);

test('the example secret of the document is one that signs', async () => {
  const schema = publicDocument.components?.schemas?.['WebhookSecretValue'] as {
    examples: string[];
    pattern: string;
  };
  expect(secret).toMatch(new RegExp(schema.pattern));
  const headers = await sign({ body, secret: schema.examples[0] ?? '' });
  expect(headers['X-Atteny-Signature']).toBe(hex(schema.examples[0] ?? ''));
});
