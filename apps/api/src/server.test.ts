import express, { type Request, type Response } from 'express';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from './clock.ts';
import { Refusal } from './failures.ts';
import { arrival } from './http/arrival.ts';
import { refusals, send, sendPlainJson } from './http/replies.ts';
import { embeddedCounters } from './limits/embedded.ts';
import { listen } from './server.ts';

test('a request that breaks off while it is judged does not take the reply before it along', async () => {
  const complaint = vi.spyOn(console, 'error');
  onTestFinished(() => complaint.mockRestore());
  const app = express();
  app.set('env', 'production');
  sendPlainJson(app);
  app.use(arrival(systemClock, []));
  app.use((request, response) => judge(request, response));
  app.use(refusals({ counters: embeddedCounters(':memory:'), log: pino({ level: 'silent' }) }));
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const whole = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
  const part =
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a';
  socket.end(whole + part);
  const replies = (await socket.toArray()).join('');
  expect(replies.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  expect(complaint).not.toHaveBeenCalled();
});

/** Refuses whatever has a body, in less time than it takes to answer the others. */
async function judge(request: Request, response: Response): Promise<void> {
  if (request.method === 'POST') {
    await sleep(50);
    throw new Refusal('invalidKey');
  }
  await sleep(100);
  send(request, response, { status: 200, body: { success: true } });
}

test.each(['end', 'resetAndDestroy'] as const)(
  'no stream begins for a client that has left by %s',
  async (leave) => {
    const stream = vi.fn<() => void>();
    const { promise: asked, resolve } = Promise.withResolvers<Response>();
    const app = express();
    app.use((request, response) => {
      resolve(response);
      request.socket.once('end', () => send(request, response, { status: 200, body: { stream } }));
      request.socket.once('close', () => send(request, response, { status: 200, body: { stream } }));
    });
    const server = await listen(app, { port: 0, host: '127.0.0.1' });
    onTestFinished(() => server.close());
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const response = await asked;
    const over = once(response, 'close');
    socket[leave]();
    await over;
    await sleep(20);
    expect(stream).not.toHaveBeenCalled();
  },
);

// Closing waits ten seconds for what is under way.
test(
  'closing, a server answers what is asked, and does not wait for who has sent nothing',
  { timeout: 8_000 },
  async () => {
    const app: RequestListener = (_request, response) => response.end('ok');
    const server = await listen(app, { port: 0, host: '127.0.0.1' });
    const open = async () => {
      const socket = connect(server.port, '127.0.0.1');
      await once(server.server, 'connection');
      return socket;
    };
    const [unused, asking, unreadable] = [await open(), await open(), await open()];
    asking.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    unreadable.write('GET / HTTP/1.1\r\n\r\n');
    const closed = server.close();
    expect((await asking.toArray()).join('')).toMatch(/^HTTP\/1.1 200 /);
    expect((await unreadable.toArray()).join('')).toMatch(/^HTTP\/1.1 400 /);
    expect(await unused.toArray()).toEqual([]);
    await closed;
  },
);

test('a server that lingers answers once more on a connection that was idle when it began to close', async () => {
  const app: RequestListener = (_request, response) => response.end('ok');
  const server = await listen(app, { port: 0, host: 'localhost', lingerMs: 1_000 });
  const open = async () => {
    const socket = connect(server.port, '::1');
    await once(socket, 'connect');
    return socket;
  };
  const ask = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
  const [used, silent, unused] = [await open(), await open(), await open()];
  for (const socket of [used, silent]) {
    socket.write(ask);
    expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1.1 200 [^]*\nConnection: keep-alive\r\n/);
  }
  const closed = server.close();
  await sleep(100);
  await expect(open()).rejects.toThrow('ECONNREFUSED');
  for (const socket of [used, unused]) {
    socket.write(ask);
    expect((await socket.toArray()).join('')).toMatch(/^HTTP\/1.1 200 [^]*\nConnection: close\r\n/);
  }
  expect(await silent.toArray()).toEqual([]);
  await closed;
});
