import { execFile } from 'node:child_process';
import { errorCodes } from '@atteny/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawRequest } from '../src/testing/test-server.ts';
import { newOrganization } from './console.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { allStores } from './stores.ts';

let server: ServerProcess;
let key = '';
let drop = async () => {};
beforeAll(async () => {
  const stores = await allStores[0]?.open();
  drop = stores?.drop ?? drop;
  server = await startServer(stores?.environment ?? {});
  ({ key } = await newOrganization(server));
});
afterAll(async () => {
  await server.stop();
  await drop();
});

const port = () => Number(new URL(server.origin).port);
const send = (text: string) => rawRequest(port(), text, 3_000);
const statusOf = (reply: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(reply)?.[1]);
const end = '\r\nConnection: close\r\n\r\n';
const mine = () => `Host: localhost\r\nAuthorization: Bearer ${key}`;

/** Status of a refusal in the envelope, with one of the contract's codes. @throws when it is none. */
function refusalOf(reply: string): number {
  const body = JSON.parse(reply.split('\r\n\r\n')[1] ?? '') as { success: boolean; code: string };
  if (body.success || !errorCodes.includes(body.code as never)) throw new Error(`No refusal: ${reply}`);
  return statusOf(reply);
}

describe('bytes that no client sends', () => {
  const withoutKey = 'Host: localhost';
  test.each([
    ['an escape that is none, without a key', `GET /api/v1/contacts/% HTTP/1.1\r\n${withoutKey}`, 401],
    ['a target whose path is missing', `GET http://x?y HTTP/1.1\r\n${withoutKey}`, 421],
    ['the same of this machine', 'GET http://localhost?y HTTP/1.1\r\nHost: localhost', 404],
    ['no Host', 'GET /api/v1/me HTTP/1.1', 400],
    ['two Hosts', 'GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nHost: localhost', 400],
    ['a tunnel', 'CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443', 400],
    ['a Host of somebody else', 'GET /api/v1/me HTTP/1.1\r\nHost: rebinding.example', 421],
    ['a version that is none', `GET /api/v1/me HTTP/9.9\r\n${withoutKey}`, 400],
    ['a header without a name', `GET /api/v1/me HTTP/1.1\r\n${withoutKey}\r\n: x`, 400],
    [
      'two lengths',
      `POST /api/v1/contacts HTTP/1.1\r\n${withoutKey}\r\nContent-Length: 1\r\nContent-Length: 2`,
      400,
    ],
    [
      'a length and chunks',
      `POST /api/v1/contacts HTTP/1.1\r\n${withoutKey}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked`,
      400,
    ],
    ['no HTTP at all', 'what is this', 400],
  ])('%s', async (_what, head, status) => {
    expect(refusalOf(await send(head + end))).toBe(status);
  });

  test.each([
    ['an escape that is none', '/api/v1/contacts/%', 404],
    ['half an escape', '/api/v1/contacts/%e', 404],
    ['bytes that are no UTF-8', '/api/v1/contacts/%ff', 404],
    ['a query that is no UTF-8', '/api/v1/contacts?search=%ff', 400],
    ['a page without end', '/api/v1/contacts?page=Infinity', 400],
    ['a page beyond numbers', '/api/v1/contacts?page=1e309', 400],
    ['a page of 400 digits', `/api/v1/contacts?page=${'9'.repeat(400)}`, 400],
    ['another case of the path', '/api/V1/contacts', 404],
    ['a NUL', '/api/v1/contacts/%00', 404],
  ])('%s, with a key', async (_what, path, status) => {
    expect(refusalOf(await send(`GET ${path} HTTP/1.1\r\n${mine()}${end}`))).toBe(status);
  });
});

test('garbage behind a POST does not take the place of its reply', async () => {
  const body = '{"phoneNumber":"+5511933334444"}';
  const head = `POST /api/v1/contacts HTTP/1.1\r\n${mine()}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  expect(statusOf(await send(`${head}\r\n\r\n${body}garbage\r\n\r\n`))).toBe(201);
});

test('a client that is still sending five megabytes reads its 413', async () => {
  const program = `
import sys, urllib.request, urllib.error
request = urllib.request.Request(sys.argv[1], data=b'{' + b' ' * 5_000_000, headers={
  'Authorization': 'Bearer ' + sys.argv[2], 'Content-Type': 'application/json'})
try:
  print(urllib.request.urlopen(request).status)
except urllib.error.HTTPError as error:
  print(error.code, error.read().decode())
`;
  const said = await new Promise<string>((resolve, reject) => {
    const args = ['-c', program, `${server.origin}/api/v1/contacts`, key];
    execFile('python3', args, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(stdout),
    );
  });
  expect(said).toMatch(/^413 \{"success":false,"code":"payload_too_large"/);
});

test('after all of that it is the same process, and it serves', async () => {
  expect(server.isRunning).toBe(true);
  expect(statusOf(await send(`GET /api/v1/me HTTP/1.1\r\n${mine()}${end}`))).toBe(200);
});
