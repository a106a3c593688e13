import { execFileSync } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import { writings } from './as-code.ts';
import type { JournalRequest } from './threads.ts';

const origin = 'http://127.0.0.1:4000';
const hostile = `It's "quoted" \`ticked\` $(touch owned) \${x}\n\\ 🌽`;
const request: JournalRequest = {
  id: 'req_1',
  at: '2026-03-16T14:05:09.000Z',
  durationMs: 3,
  method: 'POST',
  target: '/api/v1/conversations/cnv_1%20/messages',
  operationId: 'sendMessage',
  keyPrefix: 'sk_live_Vd5X',
  requestHeaders: {},
  requestBody: JSON.stringify({ content: hostile }),
  status: 201,
  code: null,
  responseHeaders: {},
  responseBody: null,
  fault: null,
};

test('a shell passes the curl line on as the request was, whatever its body says', () => {
  const line = writings.curl(request, origin).replace(/^curl/, `printf '%s\\n'`);
  const said = execFileSync('sh', ['-c', line], { encoding: 'utf8', env: { ATTENY_API_KEY: 'the-key' } });
  expect(said).toBe(
    [
      '-X',
      'POST',
      origin + request.target,
      '-H',
      'Authorization: Bearer the-key',
      '-H',
      'Content-Type: application/json',
      '-d',
      request.requestBody,
      '',
    ].join('\n'),
  );
});

/** Runs a module with what it imports put in its place. */
async function run(source: string, names: Record<string, unknown>): Promise<void> {
  const body = stripTypeScriptTypes(source).replaceAll(/^import .*$/gm, '');
  const inner = `return (async () => {${body}})()`;
  // oxlint-disable-next-line typescript/no-implied-eval -- what is copied is run, as whoever copies it will
  await (new Function(...Object.keys(names), inner)(...Object.values(names)) as Promise<void>);
}

test('the TypeScript module calls the operation with its parameters and body', async () => {
  const calls: unknown[] = [];
  const createClient = () => ({
    GET: async (...call: unknown[]) => (calls.push(call), { data: null }),
    POST: async (...call: unknown[]) => (calls.push(call), { data: null }),
  });
  const silent = { log: () => {} };
  await run(writings.TypeScript(request, origin), { createClient, console: silent });
  const target = '/api/v1/contacts?limit=20&search=12';
  const listed = { ...request, method: 'GET', operationId: 'listContacts', target, requestBody: null };
  await run(writings.TypeScript(listed, origin), { createClient, console: silent });
  expect(calls).toEqual([
    [
      '/conversations/{conversationId}/messages',
      { params: { path: { conversationId: 'cnv_1 ' } }, body: { content: hostile } },
    ],
    ['/contacts', { params: { query: { limit: 20, search: '12' } } }],
  ]);
});

test('the test asks the same and holds the reply to its status and code', async () => {
  const asked: unknown[] = [];
  const expected: unknown[] = [];
  const names = (refused: object) => ({
    test: (_name: string, body: () => Promise<void>) => body(),
    expect: () => ({
      toBe: (value: unknown) => expected.push(value),
      toMatchObject: (value: unknown) => expected.push(value),
    }),
    fetch: async (...call: unknown[]) => (asked.push(call), { status: 0, json: async () => refused }),
  });
  const refused = { ...request, method: 'GET', requestBody: null, status: 400, code: 'validation_error' };
  for (const each of [request, refused]) {
    await run(writings.test(each, origin), names({}));
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(asked).toMatchObject([
    [origin + request.target, { method: 'POST', body: request.requestBody }],
    [origin + request.target, { method: 'GET' }],
  ]);
  expect(expected).toEqual([201, { success: true }, 400, { success: false, code: 'validation_error' }]);
});
