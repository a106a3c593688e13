import { verify, WebhookVerificationError } from '@atteny/webhooks';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ProblemId } from '../src/problems.ts';
import { bodyOf, plain, type Receiver } from './receiver.ts';

export interface Mistake {
  /** What somebody did. */
  readonly name: string;
  readonly start: (secret: string) => Promise<Receiver>;
  /** All that the exam has to say about it, and nothing else. */
  readonly found: readonly ProblemId[];
  /** From when on an answer is slow to the exam, where that is the mistake. Milliseconds. */
  readonly slowMs?: number;
}

const digest = (key: string | Buffer, body: string | Buffer, encoding: 'hex' | 'base64' = 'hex'): string =>
  createHmac('sha256', key).update(body).digest(encoding);

const signatureOf = (headers: IncomingHttpHeaders): string => String(headers['x-atteny-signature'] ?? '');

/** What whoever reads X-Atteny-Signature alone has in common: replays get in, and rotations need both secrets. */
const oneHeader: readonly ProblemId[] = ['misses-new-signature', 'accepts-stale', 'accepts-replayed'];

type IsGenuine = (
  body: Buffer,
  headers: IncomingHttpHeaders,
  secret: string,
  request: IncomingMessage,
) => boolean;

/** A receiver that judges by its own hand. */
const byHand =
  (isGenuine: IsGenuine, refusal = 400) =>
  (secret: string) =>
    plain(async (request, response) => {
      const body = await bodyOf(request);
      response.writeHead(isGenuine(body, request.headers, secret, request) ? 200 : refusal).end();
    });

/** What is found of a receiver that looks at no signature before it answers. */
const ofWhoTakesAll: Mistake['found'] = [
  'accepts-tampered',
  'accepts-any-secret',
  'accepts-unsigned',
  'compares-a-part',
  'accepts-malformed',
  'accepts-stale',
  'accepts-replayed',
  'accepts-empty',
  'accepts-huge',
];

export const signatureMistakes: readonly Mistake[] = [
  {
    name: 'nothing is verified',
    start: byHand(() => true),
    found: ofWhoTakesAll,
  },
  {
    name: 'a missing signature is let pass',
    start: byHand(
      (body, headers, secret) =>
        !('x-atteny-signature' in headers) || signatureOf(headers) === `sha256=${digest(secret, body)}`,
    ),
    found: ['accepts-unsigned', 'accepts-empty', ...oneHeader],
  },
  {
    name: 'any signature of the right form is let pass',
    start: byHand((_body, headers) => /^sha256=[0-9a-f]{64}$/.test(signatureOf(headers))),
    found: [
      'accepts-tampered',
      'accepts-any-secret',
      'compares-a-part',
      'accepts-stale',
      'accepts-replayed',
      'accepts-huge',
    ],
  },
  {
    name: 'the first characters are compared',
    start: byHand((body, headers, secret) =>
      signatureOf(headers).startsWith(`sha256=${digest(secret, body)}`.slice(0, 20)),
    ),
    found: ['compares-a-part', ...oneHeader],
  },
  {
    name: 'a short signature matches the beginning of the right one',
    start: byHand((body, headers, secret) =>
      `sha256=${digest(secret, body)}`.startsWith(signatureOf(headers)),
    ),
    found: ['accepts-unsigned', 'accepts-malformed', 'accepts-empty', ...oneHeader],
  },
  {
    name: 'timingSafeEqual without comparing the lengths',
    start: byHand((body, headers, secret) =>
      timingSafeEqual(Buffer.from(signatureOf(headers)), Buffer.from(`sha256=${digest(secret, body)}`)),
    ),
    found: ['refuses-with-5xx', 'crashes-on-malformed', 'crashes-on-empty', ...oneHeader],
  },
  {
    name: 'the secret is decoded from base64',
    start: byHand((body, headers, secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return signatureOf(headers) === `sha256=${digest(key, body)}`;
    }),
    found: ['key-is-decoded'],
  },
  {
    name: 'the prefix of the secret is cut off',
    start: byHand(
      (body, headers, secret) =>
        signatureOf(headers) === `sha256=${digest(secret.slice('whsec_'.length), body)}`,
    ),
    found: ['key-lacks-prefix'],
  },
  {
    name: 'the digest is in base64',
    start: byHand(
      (body, headers, secret) => signatureOf(headers) === `sha256=${digest(secret, body, 'base64')}`,
    ),
    found: ['signature-in-base64'],
  },
  {
    name: 'sha256= is not expected',
    start: byHand((body, headers, secret) => signatureOf(headers) === digest(secret, body)),
    found: ['signature-lacks-algorithm'],
  },
  {
    name: 'the timestamp is signed too, as others do',
    start: byHand(
      (body, headers, secret) =>
        signatureOf(headers) ===
        `sha256=${digest(secret, `${String(headers['webhook-timestamp'])}.${body.toString('utf8')}`)}`,
    ),
    found: ['signs-timestamp-too'],
  },
  {
    name: 'the secret of another endpoint',
    start: () =>
      byHand((body, headers, secret) => signatureOf(headers) === `sha256=${digest(secret, body)}`)('x'),
    found: ['refuses-genuine'],
  },
  {
    name: 'the body is read as latin1',
    start: byHand((body, headers, secret) => {
      const text = body.toString('latin1');
      return signatureOf(headers) === `sha256=${digest(secret, text)}`;
    }),
    found: ['body-not-utf-8', ...oneHeader],
  },
  {
    name: 'headers are looked for in one spelling',
    start: byHand((body, _headers, secret, { rawHeaders }) => {
      const signature = rawHeaders[rawHeaders.indexOf('X-Atteny-Signature') + 1];
      return signature === `sha256=${digest(secret, body)}`;
    }),
    found: ['reads-headers-by-case', ...oneHeader],
  },
  {
    name: 'webhook-signature is compared in one piece',
    start: byHand((body, headers, secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
      const content = `${String(id)}.${String(timestamp)}.${body.toString('utf8')}`;
      const away = Math.abs(Date.now() / 1000 - Number(timestamp));
      return headers['webhook-signature'] === `v1,${digest(key, content, 'base64')}` && away <= 300;
    }),
    found: ['refuses-two-signatures', 'misses-new-signature'],
  },
  {
    name: 'X-Atteny-Signature alone is verified',
    start: byHand((body, headers, secret) => signatureOf(headers) === `sha256=${digest(secret, body)}`),
    found: oneHeader,
  },
  {
    name: 'acknowledged first, verified afterwards',
    start: (secret) =>
      plain(async (request, response) => {
        const body = await bodyOf(request);
        response.writeHead(202).end();
        await verify({ body, headers: request.headers, secret });
      }),
    found: ofWhoTakesAll,
  },
  {
    name: 'a refusal is a 410',
    start: (secret) =>
      plain(async (request, response) => {
        const event = verify({ body: await bodyOf(request), headers: request.headers, secret });
        const status = await event.then(
          () => 204,
          (error: unknown) => (error instanceof WebhookVerificationError ? 410 : 500),
        );
        response.writeHead(status).end();
      }),
    found: ['refuses-with-410'],
  },
  {
    name: 'a refusal is a 500',
    start: (secret) =>
      plain(async (request, response) => {
        await verify({ body: await bodyOf(request), headers: request.headers, secret });
        response.writeHead(204).end();
      }),
    found: [
      'refuses-with-5xx',
      'crashes-on-malformed',
      'crashes-on-empty',
      'crashes-on-not-json',
      'crashes-on-huge',
    ],
  },
];
