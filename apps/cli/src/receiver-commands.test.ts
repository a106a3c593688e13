import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign, verify } from '@atteny/webhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atteny } from './testing/command.ts';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const environment = { ATTENY_WEBHOOK_SECRET: secret };

let folder: string;
let good: { url: string; server: Server };
let bad: typeof good;

async function receiver(isGenuine: (body: Buffer, headers: Record<string, string>) => Promise<boolean>) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void isGenuine(Buffer.concat(parts), request.headers as Record<string, string>).then((genuine) =>
        response.writeHead(genuine ? 204 : 400).end(),
      );
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/atteny`, server };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atteny-cli-'));
  good = await receiver((body, headers) =>
    verify({ body, headers, secret }).then(
      () => true,
      () => false,
    ),
  );
  bad = await receiver(async (body, headers) => {
    const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return !headers['x-atteny-signature'] || headers['x-atteny-signature'] === expected;
  });
});
afterAll(async () => {
  for (const { server } of [good, bad]) server.close();
  await rm(folder, { recursive: true });
});

describe('check', () => {
  test('a good receiver has an A, and the command succeeds', async () => {
    const { code, stdout } = await atteny(['check', good.url], { environment });
    expect(code).toBe(0);
    expect(stdout).toContain('Grade A');
  });

  test('a bad one has an F, in every form of report', async () => {
    const junit = join(folder, 'receiver.xml');
    const { code, stdout } = await atteny(['check', bad.url, '--json', '--junit', junit], { environment });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ grade: 'F' });
    expect(await readFile(junit, 'utf8')).toContain('<failure type="accepts-unsigned"');
    const markdown = await atteny(['check', bad.url, '--md', '--only', 'no-signature'], { environment });
    expect(markdown.stdout).toContain('| ❌ | No signature |');
  });

  test.each([
    ['nobody is there', ['http://127.0.0.1:9/atteny'], environment, 7],
    ['TLS where there is none', ['https'], environment, 8],
    ['no secret', ['http://127.0.0.1:9/'], {}, 9],
    ['a secret that is none', ['http://127.0.0.1:9/'], { ATTENY_WEBHOOK_SECRET: 'sk_live_x' }, 9],
    ['a file that is not there', ['http://127.0.0.1:9/', '--secret-file', 'none'], {}, 11],
    ['a report where none can be', ['http://127.0.0.1:9/', '--junit', 'none/x.xml'], environment, 11],
    ['a question that is none', ['http://127.0.0.1:9/', '--only', 'nonsense'], environment, 2],
    ['an address that is none', ['ftp://x'], environment, 2],
    ['no address', [], environment, 2],
    ['a slowness that is no number', ['http://127.0.0.1:9/', '--slow', 'abc'], environment, 2],
  ])('%s: an exit code of its own', async (_, args, env, expected) => {
    const words = args.map((word) => (word === 'https' ? good.url.replace('http:', 'https:') : word));
    const { code, stderr, stdout } = await atteny(['check', ...words], { environment: env });
    expect(code).toBe(expected);
    expect(stderr + stdout).not.toMatch(/^\s+at /m);
    expect(stderr + stdout).not.toContain('sk_live_x');
  });

  test('https where http is spoken is told as that, without the innards of OpenSSL', async () => {
    const { stdout } = await atteny(['check', good.url.replace('http:', 'https:')], { environment });
    expect(stdout).toContain('speaks http');
    expect(stdout).toContain('to mend it  Use http,');
    expect(stdout).not.toMatch(/openssl|:error:/i);
  });
});

describe('verify', () => {
  const body = '{"id":"evt_1","event":"message.created","createdAt":"2026-03-16T14:05:09.000Z","data":{}}';
  const request = async (changed = body) => {
    const headers = await sign({ body, secret });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return ['POST /atteny HTTP/1.1', ...lines, '', changed].join('\r\n');
  };

  test('a signature that holds, from a file and from standard input', async () => {
    const file = join(folder, 'request.http');
    await writeFile(file, await request());
    expect(await atteny(['verify', file], { environment })).toMatchObject({ code: 0, stderr: '' });
    expect(await atteny(['verify', '-'], { environment, input: await request() })).toMatchObject({ code: 0 });
  });

  test('one that does not is explained', async () => {
    const { code, stdout } = await atteny(['verify', '-', '--json'], {
      environment,
      input: await request(JSON.stringify(JSON.parse(body), null, 1)),
    });
    expect(code).toBe(1);
    const { holds, causes } = JSON.parse(stdout) as {
      holds: boolean;
      causes: { id: string; remedy: string }[];
    };
    expect(holds).toBe(false);
    expect(causes.length).toBeGreaterThan(0);
    expect(causes.every(({ id, remedy }) => id && remedy)).toBe(true);
  });

  test.each([
    ['no request', ['-'], 'hello', 6],
    ['nothing to verify', [], '', 2],
    ['an instant that is none', ['-', '--at', 'soon'], 'x', 2],
    ['an attempt that is no number', ['--delivery', 'dlv_1', '--attempt', 'x'], '', 2],
  ])('%s: an exit code of its own', async (_, args, input, expected) => {
    const { code, stderr } = await atteny(['verify', ...args], { environment, input });
    expect(code).toBe(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
