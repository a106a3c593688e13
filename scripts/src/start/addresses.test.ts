import { expect, test } from 'vitest';
import { addresses } from './addresses.ts';
import { allParts } from './parts.ts';

const [mock, docs, server] = allParts;
if (!mock || !docs || !server) throw new Error('a part is missing');

test('the line to paste goes to the server with its demo key, to the mock where there is no server', () => {
  const all = addresses(
    new Map([
      [mock, 1],
      [docs, 2],
      [server, 3],
    ]),
    { demoKey: 'sk_live_demo', consoleToken: 'the-token', signInLink: 'http://localhost:3/in' },
  );
  expect(all).toContain('curl http://localhost:3/api/v1/contacts -H "Authorization: Bearer sk_live_demo"');
  expect(all).toContain('Token do console do servidor (/console/v1): the-token');
  expect(all).toContain('Painel (a ligação vale uma vez): http://localhost:3/in');
  const withoutServer = addresses(
    new Map([
      [mock, 1],
      [docs, 2],
    ]),
  );
  expect(withoutServer).toMatch(
    /curl http:\/\/localhost:1\/api\/v1\/contacts -H "Authorization: Bearer sk_live_\w{38}"/,
  );
  expect(addresses(new Map([[docs, 2]]))).not.toContain('curl');
});
