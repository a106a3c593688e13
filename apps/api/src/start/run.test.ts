import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleLimits } from '@atteny/contract';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { demoKey } from '../demo/seed.ts';
import { listen } from '../server.ts';
import { FolderTaken } from '../db/data-folder.ts';
import { startReceiver } from '../testing/receiver.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { run } from './run.ts';
import { sandboxInMemory } from './settings.ts';

const consoleToken = 'a-console-token-for-tests-0123456789';

const folders: string[] = [];
const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close().catch(() => {});
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder() {
  const path = mkdtempSync(join(tmpdir(), 'atteny-'));
  folders.push(path);
  return { kind: 'folder' as const, path };
}

async function open(settings: Parameters<typeof testServer>[0]): Promise<TestServer> {
  const server = await testServer(settings);
  servers.push(server);
  return server;
}

test('what was written is there after a restart, the quota as well', async () => {
  const storage = newFolder();
  const first = await open({ storage });
  const { key } = await first.world({ monthlyQuota: 5 });
  const created = await first.call('/contacts', {
    key,
    method: 'POST',
    json: { phoneNumber: '+5511900001111' },
  });
  expect(created.status).toBe(201);
  await first.close();
  const second = await open({ storage });
  const response = await second.call('/contacts', { key });
  expect(await response.json()).toMatchObject({ meta: { total: 1 } });
  expect(response.headers.get('x-api-quota-used')).toBe('2');
});

test('a second process on the same folder is told so', async () => {
  const storage = newFolder();
  await open({ storage });
  await expect(open({ storage })).rejects.toThrow(FolderTaken);
});

test('reset empties the folder first', async () => {
  const storage = newFolder();
  const first = await open({ storage });
  const { key } = await first.world();
  await first.close();
  const second = await open({ storage, reset: true });
  expect((await second.call('/me', { key })).status).toBe(401);
});

test('production has no demo data, no sandbox operations and no other origins', async () => {
  const server = await open({ mode: 'production' });
  const headers = { authorization: 'Bearer a-console-token-for-tests-0123456789' };
  const organizations = await fetch(`${server.origin}/console/v1/organizations`, { headers });
  expect(await organizations.json()).toMatchObject({ meta: { total: 0 } });
  const worlds = await fetch(`${server.origin}/console/v1/worlds`, { headers, method: 'POST' });
  expect(worlds.status).toBe(404);
  const preflight = { origin: 'https://x.example', 'access-control-request-method': 'GET' };
  const options = await server.call('/contacts', { method: 'OPTIONS', headers: preflight });
  expect([options.status, options.headers.get('access-control-allow-origin')]).toEqual([405, null]);
});

test('metrics count requests by operation and status, on an address of their own', async () => {
  const server = await open({ metrics: { host: '127.0.0.1', port: 0 } });
  const { key } = await server.world();
  await server.call('/me', { key });
  const metrics = await fetch(`http://127.0.0.1:${server.running.metricsPort}/metrics`);
  expect(await metrics.text()).toContain(
    'atteny_request_duration_seconds_count{operation="getMe",status="200"} 1',
  );
  expect((await fetch(`${server.origin}/metrics`)).status).toBe(404);
});

test('a metrics port that is taken is a sentence that names its setting', async () => {
  const first = await open({ metrics: { host: '127.0.0.1', port: 0 } });
  const port = first.running.metricsPort ?? 0;
  await expect(open({ metrics: { host: '127.0.0.1', port } })).rejects.toThrow(
    `A porta ${port} já está em uso em 127.0.0.1. Escolha outra com ATTENY_METRICS_PORT.`,
  );
});

test('closing finishes what is under way', async () => {
  const server = await open({});
  const { key } = await server.world();
  const body = '{"phoneNumber":"+5511900001111"}';
  const posting = request(`${server.origin}/api/v1/contacts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
    },
  });
  const answered = once(posting, 'response') as Promise<[IncomingMessage]>;
  posting.flushHeaders();
  // From here on the server has the request, and waits for its body.
  await once(posting, 'continue');
  const closing = server.close();
  posting.end(body);
  const [response] = await answered;
  expect(response.statusCode).toBe(201);
  response.resume();
  await closing;
  await expect(server.call('/me', { key })).rejects.toThrow('fetch failed');
});

test('closing lets an advance of a clock say how far it came', async () => {
  const { lines, log } = listeningLog();
  const running = await run({ ...sandboxInMemory, consoleToken }, { clock: systemClock, log });
  const receiver = await startReceiver(() => {});
  const ask = async (path: string, bearer: string, json: object) => {
    const response = await fetch(`http://127.0.0.1:${running.port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    });
    return ((await response.json()) as { data: { id: string; key: string } }).data;
  };
  const world = await ask('/console/v1/worlds', consoleToken, {});
  await ask('/api/v1/webhooks', world.key, { url: receiver.url, events: ['message.created'] });
  const said = { phoneNumber: '+5511900001111', content: 'Oi!' };
  await ask(`/console/v1/worlds/${world.id}/inbound-messages`, consoleToken, said);
  await expect.poll(() => receiver.received.length).toBe(1);
  const advance = ask(`/console/v1/worlds/${world.id}/clock/advance`, consoleToken, { by: '6h' });
  await pause(200);
  const closing = running.close();
  expect(await advance).toMatchObject({ completed: false });
  await receiver.close();
  await closing;
  expect(lines).toEqual([]);
});

function listeningLog() {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  return { lines, log };
}

test('a taken port is one error, and nothing goes on behind it', async () => {
  const first = await open({});
  const { lines, log } = listeningLog();
  const taken = run({ ...sandboxInMemory, port: first.running.port }, { clock: systemClock, log });
  await expect(taken).rejects.toThrow(
    /^A porta \d+ já está em uso em localhost\. Escolha outra com --port ou ATTENY_API_PORT\.$/,
  );
  await pause(200);
  expect(lines).toEqual([]);
});

test('closing writes what is left before it closes what that is written to', async () => {
  const { lines, log } = listeningLog();
  const running = await run(sandboxInMemory, { clock: systemClock, log });
  const headers = { authorization: `Bearer ${demoKey}` };
  const asked = Array.from({ length: 50 }, () =>
    fetch(`http://127.0.0.1:${running.port}/api/v1/contacts`, { headers }),
  );
  const settled = Promise.allSettled(asked);
  await asked[0];
  await running.close();
  await settled;
  await pause(200);
  expect(lines).toEqual([]);
});

test('a reply may take as long as the contract lets it', async () => {
  const listening = await listen(() => {}, { port: 0, host: '127.0.0.1' });
  expect(listening.server.timeout).toBeGreaterThan(consoleLimits.clockAdvanceSeconds * 1000);
  await listening.close();
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
