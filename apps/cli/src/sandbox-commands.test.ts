import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '@atteny/api/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atteny, start, until } from './testing/command.ts';

let sandbox: Sandbox;
let environment: Record<string, string>;
beforeAll(async () => {
  sandbox = await createSandbox();
  environment = {
    ATTENY_URL: new URL(sandbox.consoleUrl).origin,
    ATTENY_CONSOLE_TOKEN: sandbox.consoleToken,
    ATTENY_API_KEY: sandbox.apiKey,
  };
});
afterAll(() => sandbox.close());

const json = async <T>(...args: string[]): Promise<T> => {
  const { code, stdout, stderr } = await atteny([...args, '--json'], { environment });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
};

test('a world is created, shown, reset and deleted', async () => {
  const { id, key } = await json<{ id: string; key: string }>('worlds', 'create', '--per-minute', '5');
  expect(key).toMatch(/^sk_live_/);
  expect(await json('worlds', 'show', id)).toMatchObject({
    organization: { plan: { requestsPerMinute: 5 } },
  });
  expect((await atteny(['worlds', 'list'], { environment })).stdout).toContain(id);
  expect(await json('worlds', 'reset', id)).toMatchObject({ id });
  expect(await json('worlds', 'delete', id)).toEqual({ id });
  const gone = await atteny(['worlds', 'show', id], { environment });
  expect(gone).toMatchObject({ code: 10, stdout: '' });
  expect(gone.stderr).toContain('not_found');
});

test('a contact writes, an event is triggered, and hours pass', async () => {
  expect(await json('inbound', 'Oi!', '--from', '+5511900000001', '--name', 'Ana')).toMatchObject({
    message: { content: 'Oi!' },
    contact: { name: 'Ana' },
  });
  expect(await json('trigger', 'message.created')).toMatchObject({ message: { direction: 'INBOUND' } });
  expect(await json('trigger', 'message.sent')).toMatchObject({ message: { direction: 'OUTBOUND' } });
  expect(await json('advance', '6h')).toMatchObject({ completed: true });
});

test('a key that is not known is asked for, with where it was shown', async () => {
  const { id } = await json<{ id: string }>('worlds', 'create');
  const keyless = { ...environment, ATTENY_API_KEY: '' };
  const asked = async (world: string) =>
    atteny(['trigger', 'message.sent', '--world', world], { environment: keyless });
  expect(await asked('demo')).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('when the sandbox starts'),
  });
  expect(await asked(id)).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('when the world is created'),
  });
});

/** A request that may come too early or too late; another follows. */
const ask = ({ baseUrl, apiKey }: Sandbox, path: string): void =>
  void fetch(`${baseUrl}${path}`, { headers: { Authorization: `Bearer ${apiKey}` } }).catch(() => undefined);

describe('tail', () => {
  test('goes on when the sandbox is killed in the middle of the first stream', async () => {
    let connections = 0;
    const server = createServer((_, response) => {
      connections += 1;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const event = `id: ${connections}\nevent: clock\ndata: {"connection":${connections}}\n\n`;
      response.write(event, () => connections === 1 && response.destroy());
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const tail = start(['tail', '--json'], {
      environment: { ATTENY_URL: `http://127.0.0.1:${port}`, ATTENY_CONSOLE_TOKEN: 'x' },
    });
    await tail.says('"connection":2');
    expect(await tail.stop('SIGINT')).toBe(0);
    server.closeAllConnections();
    server.close();
  });

  test('shows a request as a line, and goes on when the sandbox is started anew', async () => {
    const first = await createSandbox();
    const { port } = new URL(first.consoleUrl);
    const token = first.consoleToken;
    const tail = start(['tail', '--only', 'request'], {
      environment: { ATTENY_URL: `http://127.0.0.1:${port}`, ATTENY_CONSOLE_TOKEN: token },
    });
    await until(() => {
      ask(first, '/me');
      return tail.stdout.includes('GET /api/v1/me 200 getMe');
    });
    await first.close();
    await tail.says('not connected');
    const second = await createSandbox({ port: Number(port), consoleToken: token });
    await until(() => {
      ask(second, '/contacts');
      return tail.stdout.includes('GET /api/v1/contacts 200 listContacts');
    });
    const code = await tail.stop('SIGINT');
    await second.close();
    expect(code).toBe(0);
    expect(tail.stderr).toContain('back');
  });

  test('writes JSON, a line each, of what was asked for alone', async () => {
    const tail = start(['tail', '--operation', 'getMe', '--json'], { environment });
    await until(() => {
      ask(sandbox, '/contacts');
      ask(sandbox, '/me');
      return tail.stdout.split('\n').length > 3;
    });
    await tail.stop();
    const events = tail.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    for (const event of events) {
      expect(event).toMatchObject({ event: 'request', data: { operationId: 'getMe' } });
    }
  });
});

describe('one sentence and an exit code of its own', () => {
  test.each([
    [
      'no sandbox is running',
      ['worlds', 'list'],
      { ATTENY_URL: 'http://127.0.0.1:9', ATTENY_CONSOLE_TOKEN: 'x' },
      3,
    ],
    [
      'no sandbox is running, nor a token there',
      ['worlds', 'list'],
      { ATTENY_URL: 'http://127.0.0.1:9', ATTENY_CONSOLE_TOKEN: '' },
      3,
    ],
    ['there is no token', ['worlds', 'list'], { ATTENY_CONSOLE_TOKEN: '' }, 4],
    ['the token is wrong', ['advance', '6h'], { ATTENY_CONSOLE_TOKEN: 'wrong' }, 4],
    ['the token is wrong, live', ['tail'], { ATTENY_CONSOLE_TOKEN: 'wrong' }, 4],
    ['the address is none', ['worlds', 'list'], { ATTENY_URL: 'sandbox' }, 2],
    ['the command is none', ['wordls'], {}, 2],
    ['the duration is none', ['advance', 'soon'], {}, 2],
    ['the world is none', ['tail', '--world', 'wld_none'], {}, 10],
    ['the phone is none', ['inbound', 'Oi', '--from', '123'], {}, 10],
    ['a secret is an argument', ['worlds', 'list', '--token', 'x'], {}, 2],
    ['TLS where there is none', ['worlds', 'list', '--url', 'https'], {}, 8],
  ] as const)('%s', async (_, args, changes, expected) => {
    const words = args.map((word) =>
      word === 'https' ? environment['ATTENY_URL']!.replace('http:', 'https:') : word,
    );
    const { code, stdout, stderr } = await atteny(words, { environment: { ...environment, ...changes } });
    expect(stderr).toMatch(/^.+[.?].*\n(  .*\n)*$/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  });

  test('something else answers there', async () => {
    const other = createServer((_, response) => response.end('<h1>hello</h1>')).listen(0, '127.0.0.1');
    await until(() => other.listening);
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await atteny(['worlds', 'list', '--url', `http://127.0.0.1:${port}`], {
      environment,
    });
    other.close();
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('no sandbox of Atteny'),
    });
  });
});

describe('faults', () => {
  const plan = (text: string) => async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'atteny-plan-')), 'plan.yaml');
    await writeFile(file, text);
    return file;
  };

  test('a plan is applied, told and taken away, and a world is taken to an edge', async () => {
    const file = await plan('seed: 1\nrules:\n  - { name: slow, on: REQUEST, effect: EMPTY }\n')();
    const { id } = await json<{ id: string }>('worlds', 'create');
    const state = { seed: 1, rules: [{ rule: 'slow', hit: 0 }] };
    expect(await json('faults', 'apply', file, '--world', id)).toMatchObject(state);
    expect(await json('faults', 'show', '--world', id)).toMatchObject(state);
    expect(await json('faults', 'clear', '--world', id)).toEqual({ seed: null, rules: [] });
    expect(await json('edge', 'month', '--calls', '3', '--world', id)).toMatchObject({
      organization: { plan: { monthlyQuota: 3 } },
    });
  });

  test.each([
    ['is no YAML', 'seed: [', ':1:'],
    ['is no object', '42', ':1:'],
    ['breaks the schema', 'seed: 1\nrules:\n  - on: REQUEST\n    effect: EXPLODE\n', ':4: rules/0/effect'],
    [
      'breaks a rule',
      'seed: 1\nrules:\n  - on: REQUEST\n    effect: EMPTY\n  - on: DELIVERY\n    effect: HTML\n',
      ':6: rules/1/effect',
    ],
  ])('a plan that %s is told with its line and rule', async (_, text, told) => {
    const { code, stderr } = await atteny(['faults', 'apply', await plan(text)()], { environment });
    expect({ code, stderr }).toMatchObject({ code: 6, stderr: expect.stringContaining(told) });
  });
});

test('a sandbox leaves its address to its user alone, and takes it away at the end', async () => {
  const state = await mkdtemp(join(tmpdir(), 'atteny-state-'));
  const own = { XDG_STATE_HOME: state };
  const file = join(state, 'atteny', 'sandbox.json');
  const running = start(['sandbox', '--port', '0'], { environment: own });
  await running.says('curl');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await atteny(['worlds', 'show', 'demo'], { environment: own })).stdout).toContain('demo');
  // What others can read is not trusted.
  await chmod(file, 0o644);
  expect((await atteny(['worlds', 'show', 'demo'], { environment: own })).code).toBe(4);
  await chmod(file, 0o600);
  const [{ url: address }] = JSON.parse(await readFile(file, 'utf8')) as [{ url: string }];
  const { port } = new URL(address);
  expect(await atteny(['sandbox', '--port', port], { environment: own })).toMatchObject({ code: 12 });
  expect(await running.stop('SIGINT')).toBe(0);
  expect(await stat(file).catch(() => 'gone')).toBe('gone');
});

test('the mock answers from the contract', async () => {
  const running = start(['mock', '--port', '0', '--json']);
  await running.says('}');
  const { baseUrl } = JSON.parse(running.stdout) as { baseUrl: string };
  const response = await fetch(`${baseUrl}/me`, { headers: { Authorization: `Bearer ${sandbox.apiKey}` } });
  expect(response.status).toBe(200);
  expect(await running.stop('SIGINT')).toBe(0);
});
