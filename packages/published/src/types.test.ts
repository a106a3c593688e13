import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { run } from '@atteny/local-servers';

const require = createRequire(import.meta.url);

/** A program that uses both packages rightly. */
const right = `
import { createClient, NotFoundError, type Contact, type Message } from '@atteny/client';
import { verify, type WebhookEventOf } from '@atteny/webhooks';
const atteny = createClient({ apiKey: 'k' });
const { data, limits } = await atteny.GET('/contacts/{contactId}', { params: { path: { contactId: 'c' } } });
const contact: Contact = data;
const left: number | undefined = limits?.quota?.remaining;
const { meta } = await atteny.GET('/contacts');
const total: number = meta.total;
const { data: sent } = await atteny.POST('/conversations/{conversationId}/messages', {
  params: { path: { conversationId: 'c' }, header: { 'Idempotency-Key': 'k' } },
  body: { content: 'Olá' },
});
const message: Message = sent;
await atteny.POST('/webhooks/{webhookId}/test', { params: { path: { webhookId: 'w' } } });
for await (const { lastMessage } of atteny.items('/conversations', { params: { query: { status: 'OPEN' } } })) {
  const content: string | undefined = lastMessage?.content;
}
const event = await verify({ body: '', headers: new Headers(), secret: ['a', 'b'] });
if (event.event === 'message.created') {
  const created: WebhookEventOf<'message.created'> = event;
}
declare const error: unknown;
if (error instanceof NotFoundError) {
  const code: 'not_found' = error.code;
}
`;

const preamble = `
import { createClient } from '@atteny/client';
import { sign, verify, type WebhookEventName } from '@atteny/webhooks';
const atteny = createClient({ apiKey: 'k' });
`;

/** What must not compile, and what the compiler must say of it. */
const wrong = {
  path: [`await atteny.GET('/contcts');`, '"/contcts"', '"/contacts"'],
  method: [`await atteny.POST('/me');`, '"/me"', '"/contacts"'],
  'path-parameter': [
    `await atteny.GET('/contacts/{contactId}', { params: { path: { id: 'c' } } });`,
    "'id'",
    'contactId',
  ],
  'no-path-parameter': [`await atteny.GET('/contacts/{contactId}');`, 'Expected 2 arguments'],
  'query-name': [
    `await atteny.GET('/contacts', { params: { query: { serch: 'x' } } });`,
    "'serch'",
    "'search'",
  ],
  'query-value': [
    `await atteny.GET('/conversations', { params: { query: { status: 'OPENED' } } });`,
    '"OPENED"',
    '"CLOSED" | "OPEN" | "PENDING"',
  ],
  'body-property': [`await atteny.POST('/contacts', { body: { phone: '+55' } });`, "'phone'", 'phoneNumber'],
  'body-type': [`await atteny.POST('/contacts', { body: { phoneNumber: 55 } });`, "'number'", "'string'"],
  'no-body': [`await atteny.POST('/contacts', {});`, "'body' is missing"],
  'body-of-a-read': [`await atteny.GET('/contacts', { body: {} });`, "'undefined'"],
  'reply-property': [
    `const { data } = await atteny.GET('/me'); data.organisation;`,
    "'organisation'",
    "'organization'",
  ],
  'not-a-list': [`atteny.items('/me');`, '"/me"', '"/contacts"'],
  event: [
    `const event = await verify({ body: '', headers: {}, secret: 's' }); if (event.event === 'message.read') {}`,
    '"message.read"',
    '"message.created" | "message.sent"',
  ],
  'event-name': [`const name: WebhookEventName = 'message.read';`, '"message.read"', '"message.created"'],
  'parsed-body': [`await verify({ body: { id: 'e' }, headers: {}, secret: 's' });`, "'id'", 'ArrayBuffer'],
  'no-secret': [`await sign({ body: '' });`, "'secret' is missing"],
} as const;

const compilers = [
  ['TypeScript 7', join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')],
  ['TypeScript 5.9', join(dirname(require.resolve('typescript-5/package.json')), 'bin', 'tsc')],
] as const;

let folder: string;

beforeAll(async () => {
  folder = join(inject('project'), 'types');
  await mkdir(folder);
  await writeFile(join(folder, 'right.ts'), right);
  for (const [name, [program]] of Object.entries(wrong)) {
    await writeFile(join(folder, `${name}.ts`), `${preamble}${program}\n`);
  }
});

async function compile(tsc: string, files: string[], module: [string, string]) {
  const [kind, resolution] = module;
  const options = [
    '--noEmit',
    '--strict',
    '--pretty',
    'false',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom,dom.iterable',
  ];
  const modules = ['--module', kind, '--moduleResolution', resolution];
  return run(process.execPath, [tsc, ...options, ...modules, ...files], { cwd: folder });
}

const [current, previous] = compilers;

test.each([
  [current[0], 'node16', current[1], ['node16', 'node16']],
  [current[0], 'bundler', current[1], ['esnext', 'bundler']],
  [previous[0], 'node16', previous[1], ['node16', 'node16']],
] as const)(
  '%s with moduleResolution %s takes a right program, declarations checked too',
  async (_, __, tsc, module) => {
    const { stdout } = await compile(tsc, ['right.ts'], [...module]);
    expect(stdout).toBe('');
  },
);

test('a wrong path, parameter, query, body, property or event does not compile, and the error names it', async () => {
  const [, tsc] = current;
  const files = Object.keys(wrong).map((name) => `${name}.ts`);
  const { stdout } = await compile(tsc, files, ['node16', 'node16']);
  const reports = stdout.split(/\n(?=\S)/);
  const missed = Object.entries(wrong).flatMap(([name, [, ...words]]) => {
    const report = reports.filter((text) => text.startsWith(`${name}.ts`)).join('\n');
    return words.flatMap((word) => (report.includes(word) ? [] : [`${name} lacks ${word}:\n${report}`]));
  });
  expect(missed).toEqual([]);
});
