import { publicOperations } from '@atteny/contract';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { key, raw, testMock } from './mock.fixture.ts';

const paths = Object.values(publicOperations).map(
  ({ path }) => `/api/v1${path.replaceAll(/\{\w+\}/g, 'abc')}`,
);
const awkward = [
  '..',
  '.',
  '%00',
  '%2F',
  '%2e%2e',
  '%ZZ',
  '%',
  '//',
  ';',
  '%C3%28',
  '',
  '\u00e9',
  '{contactId}',
];
const segment = fc.oneof(fc.constantFrom(...awkward), fc.string({ maxLength: 8 }).map(encodeURI));

const target = fc.oneof(
  fc.constantFrom(...paths),
  fc.tuple(fc.constantFrom(...paths), segment).map(([path, more]) => `${path}/${more}`),
  fc.tuple(fc.constantFrom(...paths), fc.webQueryParameters()).map(([path, query]) => `${path}?${query}`),
  fc.tuple(fc.constantFrom(...paths), segment).map(([path, other]) => path.replace('abc', other)),
);
const header = fc.constantFrom(
  `Authorization: Bearer ${key}`,
  'Authorization: Bearer x',
  'Authorization:',
  'Content-Type: application/json',
  'Content-Type: application/json; charset=latin1',
  'Content-Type: ;',
  'Content-Encoding: gzip',
  'Accept: text/html',
  'Idempotency-Key: a b',
  'Prefer: code=500',
  'Prefer: example=__proto__',
  'Prefer: dynamic=true, seed=__proto__',
  'Prefer: code=999;;,=,"',
  'Range: bytes=0-1',
  'X-HTTP-Method-Override: DELETE',
  'Expect: 100-continue',
);
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc.constantFrom(
    '{"__proto__":{}}',
    '{"constructor":1}',
    '['.repeat(50_000),
    `{"phoneNumber":"${'9'.repeat(90_000)}"}`,
  ),
);

test('any request gets one reply in the envelope, and none is a failure of the mock', async () => {
  const mock = await testMock();
  const method = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'TRACE');
  const request = fc.tuple(method, target, fc.uniqueArray(header, { maxLength: 5 }), body);
  await fc.assert(
    fc.asyncProperty(request, async ([verb, path, headers, text]) => {
      const bytes = Buffer.from(text);
      const lines = [
        `${verb} ${path} HTTP/1.1`,
        'Host: localhost',
        ...headers,
        `Content-Length: ${bytes.length}`,
      ];
      const wire = await raw(mock.port, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`, bytes);
      const [head = '', reply = ''] = wire.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '').split('\r\n\r\n');
      expect(head).toMatch(/^HTTP\/1\.1 (2|4)\d\d |^HTTP\/1\.1 500 /);
      expect(JSON.parse(reply)).toHaveProperty('success', head.startsWith('HTTP/1.1 2'));
      expect(mock.problems).toEqual([]);
    }),
    { numRuns: 400, seed: 20261122 },
  );
});
