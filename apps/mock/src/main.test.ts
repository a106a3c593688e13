import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Program, startProgram } from '@atteny/local-servers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { key } from './mock.fixture.ts';

const main = join(import.meta.dirname, 'main.ts');

function run(parameters: string[], environment: Record<string, string> = {}): Program {
  const program = startProgram(process.execPath, [main, ...parameters], {
    env: { ...process.env, ATTENY_MOCK_PORT: '', ...environment },
  });
  onTestFinished(async () => {
    await program.stop('SIGKILL');
  });
  return program;
}

const address = /Mock no ar: (\S+)/;

describe('pnpm mock', () => {
  test('says where it is, answers, writes a line a request, and ends cleanly on Ctrl-C', async () => {
    const mock = run(['--port', '0']);
    const url = await mock.says(address);
    expect(url).toMatch(/^http:\/\/localhost:\d+\/api\/v1$/);
    for (const host of ['127.0.0.1', '[::1]']) {
      expect((await fetch(url.replace('localhost', host))).status).toBe(404);
    }
    const response = await fetch(`${url}/me`, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(200);
    expect(await mock.stop('SIGINT')).toBe(0);
    expect(mock.stderr).toBe('');
    expect(mock.stdout).toMatch(/^\d\d:\d\d:\d\d GET {4}\/api\/v1\/me +200 +\d+ ms getMe exemplo \w+$/m);
    // No terminal, no colours.
    expect(mock.stdout).not.toContain('\u001b');
  });

  test('takes its port from the environment, a line of JSON an event if asked', async () => {
    const mock = run(['--json'], { ATTENY_MOCK_PORT: '0' });
    const url = await mock.says(/"url":"([^"]+)"/);
    await (await fetch(`${url}/nothing`)).text();
    await mock.says(/("status")/);
    const lines = mock.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { event: 'notice', url },
      { event: 'request', method: 'GET', target: '/api/v1/nothing', status: 404 },
    ]);
  });

  test('closes even while a client keeps a request half sent', async () => {
    const mock = run(['--port', '0']);
    const url = await mock.says(address);
    const half = fetch(`${url}/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) }),
      duplex: 'half',
    }).catch(() => 'cut');
    await fetch(`${url}/me`);
    expect(await mock.stop('SIGTERM')).toBe(0);
    expect(await half).toBe('cut');
  });
});

describe('what cannot be done is one sentence and a failure', () => {
  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await run(['--port', String(port)]).ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `A porta ${port} já está em uso em localhost. Escolha outra com --port ou ATTENY_MOCK_PORT.\n`,
    });
  });

  test('an address that is not of this machine', async () => {
    const { code, stderr } = await run(['--port', '0', '--host', '192.0.2.1']).ended;
    expect([code, stderr]).toEqual([1, 'Esta máquina não tem o endereço 192.0.2.1. Confira --host.\n']);
  });

  test('a contract that is not there', async () => {
    const { code, stderr } = await run(['--port', '0', '--contract', 'nowhere/openapi.yaml']).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S*nowhere\/openapi\.yaml does not exist or is not an OpenAPI document\n$/);
  });

  test('a flag that is not there', async () => {
    expect(await run(['--prot', '1']).ended).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Opção desconhecida: --prot. Veja: pnpm mock --help\n',
    });
  });

  test('--help is none of them', async () => {
    const { code, stdout, stderr } = await run(['--help']).ended;
    expect([code, stderr]).toEqual([0, '']);
    for (const flag of ['--port', '--host', '--dynamic', 'Prefer:']) expect(stdout).toContain(flag);
  });
});
