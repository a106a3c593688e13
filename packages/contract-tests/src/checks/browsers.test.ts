import { expect, test } from 'vitest';
import { Ledger } from '../coverage/ledger.ts';
import { createRecorder } from '../target/recorder.ts';
import type { Request, Response } from '../target/exchange.ts';
import { publicDocument } from '@atteny/contract/documents';
import { browsers } from './browsers.ts';
import type { CheckContext } from './check.ts';

type Headers = Record<string, string>;
const exposed = Object.keys(publicDocument.components?.headers ?? {}).join();

/** What is found wrong with the pages of a target without a console. */
async function found(stateless: boolean, headersOf: (request: Request) => Headers): Promise<string[]> {
  const answer = (request: Request): Response => ({
    status: request.method === 'OPTIONS' ? 204 : 200,
    headers: headersOf(request),
    text: '',
    json: undefined,
  });
  const send = (request: Request) => Promise.resolve({ request, response: answer(request) });
  const recorder = createRecorder(send, false);
  const context = { stateless, key: 'sk', worlds: undefined, recorder, send, ledger: new Ledger([]) };
  const messages: string[] = [];
  for await (const { violations } of browsers.run(context as unknown as CheckContext)) {
    messages.push(...violations.filter(({ rule }) => rule === 'truth').map(({ message }) => message));
  }
  return [...new Set(messages)];
}

const open = ({ headers }: Request): Headers => ({
  'access-control-allow-origin': headers['origin'] ?? '',
  'access-control-allow-methods': headers['access-control-request-method'] ?? '',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
  'access-control-expose-headers': exposed,
  vary: 'Origin',
});
const isOwn = ({ headers }: Request): boolean =>
  /^http:\/\/(localhost:5173|127\.0\.0\.1:3000|app\.localhost)$/.test(headers['origin'] ?? '');
const sandbox = (request: Request): Headers => (isOwn(request) ? open(request) : { vary: 'Origin' });

test('a mock lets the pages of its machine in, with every header that it takes', async () => {
  expect(await found(true, sandbox)).toEqual([]);
  const forgetful = (request: Request): Headers => ({
    ...sandbox(request),
    ...(isOwn(request) && { 'access-control-allow-headers': 'authorization, content-type, idempotency-key' }),
  });
  expect(await found(true, forgetful)).toEqual(['a preflight does not let a page send prefer']);
  expect(await found(true, () => ({}))).toContain(
    'header access-control-allow-origin: nothing instead of http://localhost:5173 for a page of http://localhost:5173',
  );
});

test('of another server nothing is promised but that a preflight and a reply say the same', async () => {
  expect(await found(false, sandbox)).toEqual([]);
  expect(await found(false, open)).toEqual([]);
  expect(await found(false, () => ({}))).toEqual([]);
  const beforehand = (request: Request): Headers => (request.method === 'OPTIONS' ? open(request) : {});
  expect(await found(false, beforehand)).toContain(
    'a preflight lets a page of https://outra.example in (https://outra.example)',
  );
});
