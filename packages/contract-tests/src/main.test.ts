import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers as told, at an address with the base path. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

async function contractTest(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => (said[name] += chunk.toString()));
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}

/** Exit code 2 and one sentence: no stack, no second line. */
async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await contractTest(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^contract test: [^\n]+\n$/);
  return stderr.slice('contract test: '.length).trim();
}

describe('contract test cannot judge, and says why in a sentence', () => {
  test('nothing listens at the target', async () => {
    const target = await serve(() => undefined);
    closing.pop()?.();
    expect(await refusal('--target', target, '--key', 'k')).toContain('nothing listens at');
  });

  test('the target hangs', async () => {
    const target = await serve(() => undefined);
    expect(await refusal('--target', target, '--key', 'k', '--timeout', '1')).toContain(
      'did not answer GET /me within 1 s.',
    );
  });

  test('the target breaks off', async () => {
    const target = await serve((request) => request.socket.destroy());
    expect(await refusal('--target', target, '--key', 'k')).toContain('broke off while answering GET /me');
  });

  test('the target answers HTML', async () => {
    const target = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<h1>It works!</h1>');
    });
    expect(await refusal('--target', target, '--key', 'k')).toContain(
      'answers GET /api/v1/me with 200 and no envelope (text/html)',
    );
  });

  test('the target only fails', async () => {
    const target = await serve((_request, response) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"success":false,"code":"internal_error","error":"Falha."}');
    });
    expect(await refusal('--target', target, '--key', 'k')).toContain(
      'answers GET /api/v1/me with 500. It has to work before it can be judged.',
    );
  });

  test('the console answers HTML', async () => {
    const target = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<h1>It works!</h1>');
    });
    const ofConsole = ['--console', target, '--console-token', 't'];
    expect(await refusal('--target', target, '--key', 'k', ...ofConsole)).toContain('no envelope');
  });

  test('the base path is wrong, and a trailing slash is not', async () => {
    const target = await serve((_request, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"success":false,"code":"not_found","error":"Não há."}');
    });
    expect(await refusal('--target', `${target}/`, '--key', 'k')).toContain(
      'has no GET /api/v1/me. Is the base path right?',
    );
  });

  test('the key is wrong', async () => {
    const target = await serve((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"success":false,"code":"invalid_api_key","error":"Chave inválida."}');
    });
    expect(await refusal('--target', target, '--key', 'k')).toBe(
      'the key is not accepted by GET /me. Check --key.',
    );
  });

  test('the console refuses its token', async () => {
    const target = await serve((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"success":false,"code":"invalid_ofConsoletoken","error":"Não vale."}');
    });
    const ofConsole = ['--console', target, '--console-token', 't'];
    expect(await refusal('--target', target, '--key', 'k', ...ofConsole)).toContain(
      'Check --console and --console-token.',
    );
  });

  test.each([
    [[], '--target <url> is missing'],
    [['--target', 'localhost'], '--key <key> is missing'],
    [['--target', 'localhost:1', '--key', 'k'], 'is no http or https address'],
    [['--target', 'http://localhost:1', '--key', 'k', '--only', 'nothing'], '--only «nothing» is none of:'],
    [['--target', 'http://localhost:1', '--key', 'k', '--floor', 'high'], '--floor «high» is no number'],
    [['--target', 'http://localhost:1', '--key', 'k', '--console', 'http://localhost:1'], 'go together'],
    [
      ['--target', 'http://localhost:1', '--key', 'k', '--md', 'no/such/folder.md'],
      'cannot be written (ENOENT)',
    ],
    [['--target', 'http://localhost:1', '--key', 'a\nb'], '--key holds a blank, a line break'],
    [['--target', 'http://localhost:1', '--key', 'chave✓'], '--key holds a blank, a line break'],
    [['--target', 'http://localhost:1', '--key', 'k', '--junit', '/tmp'], '/tmp cannot be written (EISDIR)'],
    [['--target', 'http://localhost:1', '--key', 'k', '--floor', '101'], '--floor «101» is more than 100 %'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('the command line %j', async (args, sentence) => {
    expect(await refusal(...args)).toContain(sentence);
  });
});
