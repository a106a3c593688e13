import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import { connect, createServer as createSocketServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { listen, ListenError } from './listen.ts';

const settings = { port: '--port', host: '--host' };

function answering(): Server {
  const server = createServer((_request, response) => response.end('yes'));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

function ask(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    get({ host, port, path: '/', agent: false }, (response) =>
      response.resume().once('end', () => resolve('answered')),
    ).once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}

test('localhost is both addresses of this machine, and both end together', async () => {
  const server = answering();
  const port = await listen(server, { host: 'localhost', port: 0 }, settings);
  expect([await ask('127.0.0.1', port), await ask('::1', port)]).toEqual(['answered', 'answered']);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  expect([await ask('127.0.0.1', port), await ask('::1', port)]).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
});

test.each(['127.0.0.1', '::1'])('localhost is closed when a connection to %s has ended', async (host) => {
  const server = answering();
  const port = await listen(server, { host: 'localhost', port: 0 }, settings);
  const socket = connect(port, host);
  await once(server, 'connection');
  let isClosed = false;
  const closed = new Promise<void>((done) => {
    server.close(() => {
      isClosed = true;
      done();
    });
  });
  await pause(50);
  expect(isClosed).toBe(false);
  socket.end();
  await closed;
});

test('one address is that address', async () => {
  const port = await listen(answering(), { host: '127.0.0.1', port: 0 }, settings);
  expect([await ask('127.0.0.1', port), await ask('::1', port)]).toEqual(['answered', 'ECONNREFUSED']);
});

test.for(['127.0.0.1', '::1'])(
  'a port that is taken on %s is a sentence, and nothing stays open',
  async (host) => {
    const other = createSocketServer().listen(0, host);
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const taken = listen(answering(), { host: 'localhost', port }, settings);
    await expect(taken).rejects.toThrow(
      `A porta ${port} já está em uso em localhost. Escolha outra com --port.`,
    );
    await expect(taken).rejects.toBeInstanceOf(ListenError);
    expect(await ask(host === '::1' ? '127.0.0.1' : '::1', port)).toBe('ECONNREFUSED');
  },
);

test('an address of another machine is a sentence', async () => {
  const refused = listen(answering(), { host: '192.0.2.1', port: 0 }, settings);
  await expect(refused).rejects.toThrow('Esta máquina não tem o endereço 192.0.2.1. Confira --host.');
});
