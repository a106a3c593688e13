import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

test('a delayed request whose client is gone holds nothing up', async () => {
  const console = (method: string, path: string, json: unknown) =>
    fetch(`${server.origin}/console/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${server.running.consoleToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(json),
    });
  const made = (await (await console('POST', '/worlds', { name: 'Padaria' })).json()) as {
    data: { id: string; key: string };
  };
  const { id, key } = made.data;
  const rules = [{ on: 'REQUEST', effect: 'DELAY', milliseconds: 60_000 }];
  expect((await console('PUT', `/worlds/${id}/faults`, { seed: 1, rules })).status).toBe(200);
  const before = timers();
  const sockets = Array.from({ length: 20 }, () => connect(server.running.port, '127.0.0.1'));
  for (const socket of sockets) {
    await once(socket, 'connect');
    socket.write(`GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n\r\n`);
  }
  await expect.poll(timers).toBeGreaterThanOrEqual(before + 20);
  for (const socket of sockets) socket.resetAndDestroy();
  await expect.poll(timers).toBeLessThan(before + 20);
});
