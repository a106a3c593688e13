import { errorCodes, publicOperations } from '@atteny/contract';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawRequest } from '../src/testing/test-server.ts';
import { newOrganization } from './console.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { databases } from './stores.ts';

const requests = 10_000;
const atOnce = 20;
const silence = 5_000;

const nasty = fc.constantFrom(
  '\0',
  '\uD800',
  '\uFFFF',
  '%',
  '%00',
  '%zz',
  '..',
  '//',
  '\\',
  "'",
  '"',
  '<',
  '{}',
  '[]',
  'null',
  '-1',
  '1e999',
  '0x1',
  'é',
  '👨‍👩‍👧',
  '\u202E',
  '__proto__',
  'constructor',
  'a'.repeat(3_000),
);
const anyText = fc.oneof(nasty, fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }));
const path = fc.oneof(
  fc.constantFrom(...Object.values(publicOperations).map((operation) => operation.path)),
  anyText.map((part) => `/contacts/${encodeURIComponent(part.toWellFormed())}`),
  anyText.map((part) => `/${part}`),
);
const query = fc.array(
  fc.tuple(fc.constantFrom('page', 'limit', 'search', 'status', 'page[x]', 'limit[]'), anyText),
  {
    maxLength: 3,
  },
);
const body = fc.oneof(
  fc.constant(''),
  anyText,
  fc.json(),
  fc.record({ phoneNumber: anyText, name: anyText }).map((json) => JSON.stringify(json)),
  fc
    .record({ content: fc.jsonValue(), type: anyText, mediaUrl: anyText })
    .map((json) => JSON.stringify(json)),
  fc.constant('['.repeat(50_000)),
);
const bad = fc.record({
  method: fc.constantFrom(
    'GET',
    'POST',
    'PATCH',
    'PUT',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'X',
  ),
  path,
  query,
  body,
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'text/plain',
    'application/json; charset=utf-16',
    ';',
    '',
  ),
  authorization: fc.constantFrom('key', 'key', 'key', '', 'Bearer', 'Basic x', 'Bearer sk_live_x'),
  idempotency: fc.option(anyText, { nil: undefined }),
});
type Bad = typeof bad extends fc.Arbitrary<infer T> ? T : never;

// What a line of a header can carry at all.
const printable = (value: string) => value.replaceAll(/[^\x20-\x7e]/g, '?');

function bytesOf(request: Bad, key: string): string {
  const search = request.query
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
  const target = `/api/v1${request.path}${search && `?${search}`}`.replaceAll(/[^!-~]/g, '_');
  const content = Buffer.from(request.body.toWellFormed());
  const headers = [
    `${request.method} ${target} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    request.authorization !== '' &&
      `Authorization: ${request.authorization === 'key' ? `Bearer ${key}` : request.authorization}`,
    request.type !== '' && `Content-Type: ${request.type}`,
    request.idempotency !== undefined && `Idempotency-Key: ${printable(request.idempotency)}`,
    content.length > 0 && `Content-Length: ${content.length}`,
  ];
  return `${headers.filter((line) => line !== false).join('\r\n')}\r\n\r\n${content.toString()}`;
}

describe.each(databases)('over $name', ({ open }) => {
  let server: ServerProcess;
  let drop = async () => {};
  beforeAll(async () => {
    const stores = await open();
    ({ drop } = stores);
    server = await startServer(stores.environment);
  });
  afterAll(async () => {
    await server.stop();
    await drop();
  });

  test(`${requests} bad requests: no 5xx, all in the envelope`, async () => {
    const { key } = await newOrganization(server);
    const port = Number(new URL(server.origin).port);
    const seen = new Map<number, number>();
    const wrong: string[] = [];
    const sample = fc.sample(bad, { numRuns: requests, seed: 20_261_122 });
    for (let start = 0; start < sample.length; start += atOnce) {
      const replies = await Promise.all(
        sample.slice(start, start + atOnce).map(async (request) => {
          const sent = bytesOf(request, key);
          return { request, sent, reply: await rawRequest(port, sent, silence) };
        }),
      );
      for (const { request, sent, reply } of replies) {
        const status = Number(/^HTTP\/1\.1 (\d+)/.exec(reply)?.[1]);
        seen.set(status, (seen.get(status) ?? 0) + 1);
        const problem = problemOf(status, request.method, reply);
        if (problem !== undefined) wrong.push(`${problem}\n${sent.slice(0, 400)}\n${reply.slice(0, 400)}`);
      }
    }
    expect(wrong).toEqual([]);
    console.log('statuses', Object.fromEntries([...seen].toSorted(([a], [b]) => a - b)));
  });
});

/** What is wrong with a reply to a bad request; undefined when nothing is. */
function problemOf(status: number, method: string, reply: string): string | undefined {
  if (!(status >= 200 && status < 500)) return 'not answered, or 5xx';
  const text = reply.split('\r\n\r\n').slice(1).join('\r\n\r\n');
  if (method === 'HEAD' || status === 204) return text === '' ? undefined : 'a body where there is none';
  try {
    const envelope = JSON.parse(text) as { success?: unknown; code?: (typeof errorCodes)[number] };
    if (envelope.success !== status < 400) return 'success and status disagree';
    if (status >= 400 && !errorCodes.includes(envelope.code as never)) return 'no documented code';
    return undefined;
  } catch {
    return 'not JSON';
  }
}
