import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOrganization } from './console.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { allStores } from './stores.ts';

let server: ServerProcess;
let drop = async () => {};
beforeAll(async () => {
  const stores = await allStores[0]?.open();
  drop = stores?.drop ?? drop;
  server = await startServer(stores?.environment ?? {});
});
afterAll(async () => {
  await server.stop();
  await drop();
});

/** Milliseconds until the server ends a connection on which something is said every second, and what it said. */
function cutAfter(said: string, drip: string): Promise<{ after: number; reply: string }> {
  return new Promise((resolve) => {
    const begun = performance.now();
    let reply = '';
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => socket.write(said));
    const timer = setInterval(() => socket.write(drip), 1_000);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      reply += chunk.toString();
    });
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ after: performance.now() - begun, reply });
    });
  });
}

test('a client that never ends its headers, or its body, is cut off', async () => {
  const { key } = await newOrganization(server);
  const head = `POST /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n`;
  const [headers, body] = await Promise.all([
    cutAfter(head, 'X-More: y\r\n'),
    cutAfter(`${head}Content-Length: 90000\r\n\r\n{`, ' '),
  ]);
  expect(headers.after).toBeLessThan(20_000);
  expect(headers.reply).toMatch(/^HTTP\/1\.1 400 [\s\S]*"success":false/);
  expect(body.after).toBeLessThan(45_000);
  expect(body.reply).not.toMatch(/^HTTP\/1\.1 2/);
});
