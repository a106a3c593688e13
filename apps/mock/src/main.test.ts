import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { key } from './mock.fixture.ts';

const main = join(import.meta.dirname, 'main.ts');

function run(parameters: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...parameters], {
    env: { ...process.env, ATTENY_MOCK_PORT: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
  return { child, printed };
}

/** Runs to the end. */
async function ended(parameters: string[], environment?: Record<string, string>) {
  const { child, printed } = run(parameters, environment);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...printed };
}

async function untilPrinted(child: ChildProcess, printed: { out: string }, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(printed.out)?.[1];
    if (found) return found;
    await once(child.stdout ?? child, 'data');
  }
}

const address = /Mock no ar: (\S+)/;

describe('pnpm mock', () => {
  test('says where it is, answers, writes a line a request, and ends cleanly on Ctrl-C', async () => {
    const { child, printed } = run(['--port', '0']);
    const url = await untilPrinted(child, printed, address);
    expect(url).toMatch(/^http:\/\/localhost:\d+\/api\/v1$/);
    for (const host of ['127.0.0.1', '[::1]']) {
      expect((await fetch(url.replace('localhost', host))).status).toBe(404);
    }
    const response = await fetch(`${url}/me`, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(200);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    expect(printed.err).toBe('');
    expect(printed.out).toMatch(/^\d\d:\d\d:\d\d GET {4}\/api\/v1\/me +200 +\d+ ms getMe exemplo \w+$/m);
    // No terminal, no colours.
    expect(printed.out).not.toContain('\u001b');
  });

  test('takes its port from the environment, a line of JSON an event if asked', async () => {
    const { child, printed } = run(['--json'], { ATTENY_MOCK_PORT: '0' });
    const url = await untilPrinted(child, printed, /"url":"([^"]+)"/);
    await (await fetch(`${url}/nothing`)).text();
    await untilPrinted(child, printed, /("status")/);
    const lines = printed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { event: 'notice', url },
      { event: 'request', method: 'GET', target: '/api/v1/nothing', status: 404 },
    ]);
  });

  test('closes even while a client keeps a request half sent', async () => {
    const { child, printed } = run(['--port', '0']);
    const url = await untilPrinted(child, printed, address);
    const half = fetch(`${url}/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) }),
      duplex: 'half',
    }).catch(() => 'cut');
    await fetch(`${url}/me`);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    expect(await half).toBe('cut');
  });
});

describe('what cannot be done is one sentence and a failure', () => {
  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await ended(['--port', String(port)])).toEqual({
      code: 1,
      out: '',
      err: `A porta ${port} já está em uso em localhost. Escolha outra com --port ou ATTENY_MOCK_PORT.\n`,
    });
  });

  test('an address that is not of this machine', async () => {
    const { code, err } = await ended(['--port', '0', '--host', '192.0.2.1']);
    expect([code, err]).toEqual([1, 'Esta máquina não tem o endereço 192.0.2.1. Confira --host.\n']);
  });

  test('a contract that is not there', async () => {
    const { code, err } = await ended(['--port', '0', '--contract', 'nowhere/openapi.yaml']);
    expect(code).toBe(1);
    expect(err).toMatch(/^\S*nowhere\/openapi\.yaml does not exist or is not an OpenAPI document\n$/);
  });

  test('a flag that is not there', async () => {
    expect(await ended(['--prot', '1'])).toEqual({
      code: 1,
      out: '',
      err: 'Opção desconhecida: --prot. Veja: pnpm mock --help\n',
    });
  });

  test('--help is none of them', async () => {
    const { code, out, err } = await ended(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const flag of ['--port', '--host', '--dynamic', 'Prefer:']) expect(out).toContain(flag);
  });
});
