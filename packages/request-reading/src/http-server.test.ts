import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { closeWithReplies, createHttpServer, endReply } from './http-server.ts';

type Exchange = readonly [request: IncomingMessage, response: ServerResponse];

/** Opens connections to a server that answers in this way, and that may be told to close. */
async function serving(
  answer: (...exchange: Exchange) => void,
): Promise<(() => Promise<Socket>) & { closeWithReplies: () => void }> {
  const server = createHttpServer(
    {},
    {
      request: answer,
      unreadable: (_request, response) => response.end(),
      noRequest: (socket) => socket.end(),
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const open = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  return Object.assign(open, { closeWithReplies: () => closeWithReplies(server) });
}

function reply(...[request, response]: Exchange): void {
  const text = `answer to ${request.url}`;
  response.setHeader('Content-Length', text.length);
  endReply(request, response, text);
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

async function readUntilClosed(socket: Socket): Promise<string> {
  const pieces = await socket.toArray();
  return pieces.join('');
}

async function readUntil(socket: Socket, end: string): Promise<string> {
  let text = '';
  for await (const bytes of socket) {
    text += String(bytes);
    if (text.endsWith(end)) break;
  }
  return text;
}

test('a reply leaves at the end of the turn', async () => {
  const { promise: come, resolve } = Promise.withResolvers<Exchange>();
  const open = await serving((...exchange) => resolve(exchange));
  const socket = await open();
  socket.write(get('/one'));
  const [request, response] = await come;
  reply(request, response);
  expect([request.complete, response.headersSent]).toEqual([true, false]);
  await nextTurn();
  expect(response.headersSent).toBe(true);
  expect(await readUntil(socket, '/one')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test('a head that is made already stays as it is', async () => {
  const open = await serving((request, response) => {
    response.writeHead(404, { 'Content-Length': 4 });
    endReply(request, response, 'none');
  });
  const socket = await open();
  socket.write(get('/two'));
  expect(await readUntil(socket, 'none')).toMatch(/^HTTP\/1\.1 404 /);
});

test('replies that are ready in one turn go each to whoever asked, in the order of a connection', async () => {
  const waiting: Exchange[] = [];
  const open = await serving((...exchange) => {
    if (waiting.push(exchange) < 2) return;
    for (const each of waiting.splice(0).toReversed()) reply(...each);
  });
  const [one, two] = [await open(), await open()];
  one.write(get('/a') + get('/b'));
  two.write(get('/c') + get('/d'));
  const [first, second] = await Promise.all([readUntil(one, '/b'), readUntil(two, '/d')]);
  expect([first, second].map((text) => text.match(/answer to \/\w/g))).toEqual([
    ['answer to /a', 'answer to /b'],
    ['answer to /c', 'answer to /d'],
  ]);
});

test('a client that is gone meanwhile takes nobody with it', async () => {
  const waiting: Exchange[] = [];
  const open = await serving((...exchange) => {
    waiting.push(exchange);
    if (waiting.length < 2) return;
    for (const each of waiting) reply(...each);
    waiting[0]?.[1].destroy();
  });
  const [gone, stays] = [await open(), await open()];
  gone.on('error', () => {});
  gone.write(get('/gone'));
  while (waiting.length === 0) await nextTurn();
  stays.write(get('/stays'));
  expect(await readUntil(stays, '/stays')).toContain('answer to /stays');
});

test('who has said all that it has to say gets a reply that takes long', async () => {
  const { promise: come, resolve } = Promise.withResolvers<Exchange>();
  const open = await serving((...exchange) => resolve(exchange));
  const socket = await open();
  socket.end(get('/late'));
  const [request, response] = await come;
  await once(request.socket, 'end');
  await nextTurn();
  reply(request, response);
  expect(await readUntilClosed(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*answer to \/late$/s);
});

test('a reply without an end ends with its reader', async () => {
  const { promise: come, resolve } = Promise.withResolvers<Exchange>();
  const open = await serving((...exchange) => resolve(exchange));
  const socket = await open();
  socket.write(get('/stream'));
  const [, response] = await come;
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n');
  await once(socket, 'data');
  socket.end();
  await once(response, 'close');
  expect(response.destroyed).toBe(true);
});

test('a connection has one request under way, and all that it sends are answered in turn', async () => {
  let underWay = 0;
  const most: number[] = [];
  const open = await serving((...exchange) => {
    underWay += 1;
    most.push(underWay);
    setTimeout(() => {
      underWay -= 1;
      reply(...exchange);
    }, 1);
  });
  const socket = await open();
  const paths = Array.from({ length: 200 }, (_, nth) => `/${nth}.`);
  const body = 'x'.repeat(100_000);
  socket.write(paths.map(get).join(''));
  socket.end(`POST /last HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  const text = await readUntilClosed(socket);
  expect(text.match(/answer to \S+?(?=HTTP|$)/g)).toEqual(
    [...paths, '/last'].map((path) => `answer to ${path}`),
  );
  expect(Math.max(...most)).toBe(1);
});

test('who sends a thousand requests without waiting for a reply is cut off', async () => {
  const asked: Exchange[] = [];
  const open = await serving((...exchange) => void asked.push(exchange));
  const socket = await open();
  const over = once(socket, 'close');
  socket.on('error', () => {});
  socket.write(get('/many').repeat(2_000));
  socket.resume();
  await over;
  expect(asked).toHaveLength(1);
});

test('what comes behind a reply that closes the connection is not performed', async () => {
  const performed: (string | undefined)[] = [];
  const open = await serving((request, response) => {
    performed.push(request.url);
    if (request.url === '/2') response.shouldKeepAlive = false;
    setImmediate(reply, request, response);
  });
  const socket = await open();
  socket.write(['/1', '/2', '/3', '/4'].map(get).join(''));
  const replies = await readUntilClosed(socket);
  expect(replies.match(/answer to .\d/g)).toEqual(['answer to /1', 'answer to /2']);
  expect(performed).toEqual(['/1', '/2']);
});

test.each(['', 'Expect: 100-continue\r\n', 'Expect: something\r\n'])(
  'once it is to close, a connection ends with the reply under way or the next, also with “%s”',
  async (expectation) => {
    const asked: Exchange[] = [];
    const open = await serving((...exchange) => asked.push(exchange));
    const request = `GET / HTTP/1.1\r\nHost: x\r\n${expectation}\r\n`;
    const [busy, idle] = [await open(), await open()];
    busy.write(request);
    await vi.waitUntil(() => asked.length === 1);
    open.closeWithReplies();
    idle.write(request);
    await vi.waitUntil(() => asked.length === 2);
    for (const exchange of asked) reply(...exchange);
    for (const socket of [busy, idle]) {
      expect(await readUntilClosed(socket)).toMatch(/^HTTP\/1.1 200 [^]*\nConnection: close\r\n/);
    }
  },
);
