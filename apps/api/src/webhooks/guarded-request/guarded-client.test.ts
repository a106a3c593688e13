import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createGuardedClient, type GuardedClientSettings } from './guarded-client.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const authority = fixture('authority.pem');
const running: Server[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<number> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const http = (listener: RequestListener) => listen(createHttpServer(listener));
const https = (listener: RequestListener) =>
  listen(createHttpsServer({ key: fixture('receiver.key.pem'), cert: fixture('receiver.pem') }, listener));
const tcp = (answer: (socket: Socket) => void) =>
  listen(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => answer(socket));
    }),
  );

function guardedClient(settings: Partial<GuardedClientSettings> = {}) {
  return createGuardedClient({
    permission: 'public-and-loopback',
    resolve: async () => ['127.0.0.1'],
    timeoutMs: 2_000,
    responseBytes: 20_000,
    lookupMs: 500,
    ...settings,
  });
}
const send = (
  port: number,
  settings?: Partial<GuardedClientSettings>,
  scheme = 'http',
  host = 'receiver.example',
) =>
  guardedClient(settings).send({
    url: `${scheme}://${host}:${port}/hook?a=1`,
    headers: { 'x-atteny-event': 'e' },
    body: 'é',
  });

test('a POST arrives whole, with the name it was sent to as Host', async () => {
  const port = await http((request, response) => {
    void text(request).then((body) =>
      response.end(JSON.stringify([request.method, request.url, request.headers.host, body])),
    );
  });
  const outcome = await send(port);
  expect(outcome).toMatchObject({ statusCode: 200, error: null });
  expect(JSON.parse(outcome.responseBody ?? '')).toEqual([
    'POST',
    '/hook?a=1',
    `receiver.example:${port}`,
    'é',
  ]);
});

describe('addresses', () => {
  test.each(['10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1', 'fd00::1', '0.0.0.0'])(
    'a name that leads to %s gets no connection',
    async (address) => {
      const outcome = await send(80, { resolve: async () => [address] });
      expect(outcome).toMatchObject({ statusCode: null, error: 'ADDRESS_NOT_ALLOWED' });
    },
  );

  test('one forbidden address among several refuses all', async () => {
    let connections = 0;
    const port = await http((_request, response) => void (connections++, response.end()));
    const outcome = await send(port, { resolve: async () => ['127.0.0.1', '10.0.0.1'] });
    expect(outcome.error).toBe('ADDRESS_NOT_ALLOWED');
    expect(connections).toBe(0);
  });

  test('a name that changes its address between two lookups is asked once, and the checked address is used', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    let asked = 0;
    const port = await http((_request, response) => response.end('checked'));
    const outcome = await send(port, { resolve: async () => answers[asked++] ?? [] });
    expect(outcome.responseBody).toBe('checked');
    expect(asked).toBe(1);
  });

  test('loopback is refused where only public addresses are permitted', async () => {
    let connections = 0;
    const port = await https((_request, response) => void (connections++, response.end()));
    const outcome = await send(port, { permission: 'public' }, 'https');
    expect(outcome.error).toBe('ADDRESS_NOT_ALLOWED');
    expect(connections).toBe(0);
  });

  test('a redirect is a reply like another and is not followed', async () => {
    let requests = 0;
    const port = await http((_request, response) => {
      requests++;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await send(port)).toMatchObject({
      statusCode: 307,
      error: null,
      redirectLocation: `http://receiver.example:${port}/elsewhere`,
    });
    expect(requests).toBe(1);
  });

  test('saving judges names too, and accepts one that does not resolve yet', async () => {
    const url = 'https://receiver.example/';
    const failing = async () => await Promise.reject(new Error('no such name'));
    expect(await guardedClient({ resolve: async () => ['10.0.0.1'] }).refusalOf(url)).toBe('address');
    expect(await guardedClient({ resolve: async () => ['8.8.8.8'] }).refusalOf(url)).toBeNull();
    expect(await guardedClient({ resolve: failing }).refusalOf(url)).toBeNull();
    expect(await guardedClient({ permission: 'public' }).refusalOf('http://receiver.example/')).toBe(
      'scheme',
    );
  });
});

describe('what goes wrong has a name', () => {
  test('a name without an address', async () => {
    const resolve = async () => await Promise.reject(new Error('no such name'));
    expect(await send(80, { resolve })).toMatchObject({ statusCode: null, error: 'DNS_FAILED' });
  });

  test('a name server that never answers', async () => {
    const outcome = await send(80, { resolve: () => new Promise(() => {}), timeoutMs: 50 });
    expect(outcome).toMatchObject({ statusCode: null, error: 'TIMEOUT' });
  });

  test('nobody listens', async () => {
    const port = await http(() => {});
    const server = running.pop();
    await new Promise((resolve) => server?.close(resolve));
    expect(await send(port)).toMatchObject({ statusCode: null, error: 'CONNECTION_FAILED' });
  });

  test('something that is not HTTP', async () => {
    const port = await tcp((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(await send(port)).toMatchObject({ statusCode: null, error: 'INVALID_RESPONSE' });
  });

  test('a switch of protocols', async () => {
    const port = await tcp((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
    );
    expect(await send(port)).toMatchObject({ error: 'INVALID_RESPONSE' });
  });

  test('a certificate that nobody vouches for, and one for another name', async () => {
    const port = await https((_request, response) => response.end());
    expect(await send(port, {}, 'https')).toMatchObject({ statusCode: null, error: 'TLS_FAILED' });
    const trusting = { certificateAuthorities: [authority] };
    expect(await send(port, trusting, 'https', 'other.example')).toMatchObject({ error: 'TLS_FAILED' });
    expect(await send(port, trusting, 'https')).toMatchObject({ statusCode: 200, error: null });
  });

  test('plain HTTP on a TLS port', async () => {
    const port = await http((_request, response) => response.end());
    expect(await send(port, {}, 'https')).toMatchObject({ error: 'TLS_FAILED' });
  });

  test('a header that would carry a line break of its own is never sent', async () => {
    let connections = 0;
    const port = await http((_request, response) => void (connections++, response.end()));
    const outcome = await guardedClient().send({
      url: `http://receiver.example:${port}/`,
      headers: { 'x-atteny-event': 'a\r\nx-injected: 1' },
      body: '',
    });
    expect(outcome.error).not.toBeNull();
    expect(connections).toBe(0);
  });
});

describe('hostile receivers', () => {
  const limited = { timeoutMs: 200 };

  test('one that accepts and says nothing', async () => {
    const port = await tcp(() => {});
    expect(await send(port, limited)).toMatchObject({ statusCode: null, error: 'TIMEOUT' });
  });

  test('one whose body drips without end is not a success, though it said 200', async () => {
    const port = await http((_request, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await send(port, limited)).toMatchObject({ statusCode: 200, error: 'TIMEOUT' });
  });

  test('endless headers', async () => {
    const port = await tcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const flood = setInterval(() => socket.write(`x-${'a'.repeat(1_000)}: b\r\n`), 1);
      socket.on('close', () => clearInterval(flood));
    });
    expect(await send(port)).toMatchObject({ statusCode: null, error: 'INVALID_RESPONSE' });
  });

  test('endless informational replies', async () => {
    const port = await tcp((socket) => {
      const flood = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 1);
      socket.on('close', () => clearInterval(flood));
    });
    expect(await send(port, limited)).toMatchObject({ error: 'INVALID_RESPONSE' });
  });

  test('a body without end is cut at the limit and the status counts', async () => {
    let closed: () => void = () => {};
    const cut = new Promise<void>((resolve) => (closed = resolve));
    const port = await http((_request, response) => {
      const flood = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => {
        clearInterval(flood);
        closed();
      });
    });
    const outcome = await send(port);
    expect(outcome).toMatchObject({ statusCode: 200, error: null });
    expect(outcome.responseBody).toHaveLength(20_000);
    await cut;
  });

  test('a compressed body stays compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const port = await http((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const outcome = await send(port);
    expect(outcome).toMatchObject({ statusCode: 200, error: null });
    expect(Buffer.byteLength(outcome.responseBody ?? '')).toBeLessThanOrEqual(3 * 20_000);
    expect(outcome.responseBody).not.toContain('\0');
  });

  test('a body that breaks off', async () => {
    const port = await tcp((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort'));
    expect(await send(port)).toMatchObject({ statusCode: 200, error: 'CONNECTION_FAILED' });
  });
});

describe('replies that are none', () => {
  test.each(['HTTP/1.1 007 Bond', 'HTTP/1.1 099 Low', 'HTTP/1.1  \r\n', 'HTTP/1.1 000 None'])(
    '%j is invalid and has no status',
    async (line) => {
      const port = await tcp((socket) => socket.end(`${line}\r\nContent-Length: 0\r\n\r\n`));
      expect(await send(port)).toMatchObject({ statusCode: null, error: 'INVALID_RESPONSE' });
    },
  );

  test('some of them are no harm', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
    const port = await tcp((socket) =>
      socket.end(`${hint.repeat(3)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`),
    );
    expect(await send(port)).toMatchObject({ statusCode: 200, error: null, responseBody: 'ok' });
  });
});
