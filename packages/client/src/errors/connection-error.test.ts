import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../client.ts';
import { apiKey, failureOf, scripted } from '../context.fixture.ts';
import type { ConnectionError } from './connection-error.ts';
import { selfSigned } from './self-signed.fixture.ts';

const servers: Record<string, Server> = {
  plain: createServer((_, response) => response.end('{}')),
  secure: createSecureServer(selfSigned, (_, response) => response.end('{}')),
  dropping: createSocketServer((socket) => socket.destroy()),
};
const ports: Record<string, number> = {};

beforeAll(async () => {
  for (const [name, server] of Object.entries(servers)) {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    ports[name] = (server.address() as AddressInfo).port;
  }
});
afterAll(() => Object.values(servers).forEach((server) => server.close()));

/** A write, which is repeated only when nothing was done: how it fails, and how often it was tried. */
async function write(baseUrl: string) {
  let attempts = 0;
  const client = createClient({
    apiKey,
    baseUrl,
    retries: 1,
    debug: ({ type }) => (attempts += type === 'request' ? 1 : 0),
  });
  const error = (await failureOf(
    client.POST('/contacts', { body: { phoneNumber: '+5511987654321' } }),
  )) as ConnectionError;
  return { error, attempts };
}

test.each([
  [
    'a certificate that is not trusted',
    'https',
    'secure',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'NODE_EXTRA_CA_CERTS',
  ],
  ['https to an http port', 'https', 'plain', 'ERR_SSL_WRONG_VERSION_NUMBER', 'use http://'],
  ['a connection closed during the handshake', 'https', 'dropping', 'ECONNRESET', 'use http://'],
])(
  '%s is a mistake of this side, told with its remedy, and not tried again',
  async (_, scheme, server, code, remedy) => {
    const { error, attempts } = await write(`${scheme}://127.0.0.1:${ports[server]}`);
    expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'not_done', local: true, code });
    expect(error.message).toContain(remedy);
    expect(error.message).toContain(code);
    expect(error.message).not.toContain('Não se sabe');
    expect(attempts).toBe(1);
  },
);

test('a port that fetch keeps from is said so', async () => {
  const { error, attempts } = await write('http://127.0.0.1:6000');
  expect(error).toMatchObject({ outcome: 'not_done', local: true });
  expect(error.message).toContain('não usa esta porta');
  expect(attempts).toBe(1);
});

test('nobody listening may pass, and is tried again', async () => {
  const { error, attempts } = await write('http://127.0.0.1:4');
  expect(error).toMatchObject({ outcome: 'not_done', local: false, code: 'ECONNREFUSED' });
  expect(attempts).toBe(2);
});

test('a connection that falls after the request left stays open', async () => {
  const { error } = await write(`http://127.0.0.1:${ports['dropping']}`);
  expect(error).toMatchObject({ outcome: 'unknown', local: false });
});

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });
const caused = (...causes: Error[]): Error =>
  causes.reduceRight((cause, error) => Object.assign(error, { cause }));

test.each([
  ['EHOSTUNREACH', caused(new TypeError('fetch failed'), coded('EHOSTUNREACH', { syscall: 'connect' }))],
  ['ENETUNREACH', coded('ENETUNREACH')],
  ['EADDRNOTAVAIL', coded('EADDRNOTAVAIL', { syscall: 'connect' })],
  [
    'ETIMEDOUT',
    new TypeError('x', { cause: new AggregateError([coded('ETIMEDOUT', { syscall: 'connect' })]) }),
  ],
  [
    'UND_ERR_CONNECT_TIMEOUT',
    caused(
      new Error('1'),
      new Error('2'),
      new Error('3'),
      new Error('4'),
      new Error('5'),
      new Error('6'),
      coded('UND_ERR_CONNECT_TIMEOUT'),
    ),
  ],
  ['ENOTFOUND', coded('ENOTFOUND', { syscall: 'getaddrinfo' })],
  [
    'CERT_HAS_EXPIRED',
    caused(new Error('of a wrapper'), new TypeError('fetch failed'), coded('CERT_HAS_EXPIRED')),
  ],
  ['ERR_TLS_CERT_ALTNAME_INVALID', coded('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', coded('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')],
  [
    'UND_ERR_ABORTED',
    new TypeError('fetch failed', {
      cause: Object.assign(new Error('Proxy response (407) !== 200 when HTTP Tunneling'), {
        code: 'UND_ERR_ABORTED',
      }),
    }),
  ],
])('nothing was sent after %s, however deep it is told', async (code, cause) => {
  const { client } = scripted([cause], { retries: 0 });
  const error = await failureOf(
    client.DELETE('/webhooks/{webhookId}', { params: { path: { webhookId: 'w' } } }),
  );
  expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'not_done', code });
  expect((error as Error).message).toContain(code);
});

test.each([
  ['ECONNRESET', coded('ECONNRESET', { syscall: 'read' })],
  ['EHOSTUNREACH', coded('EHOSTUNREACH', { syscall: 'read' })],
  ['UND_ERR_SOCKET', coded('UND_ERR_SOCKET')],
  ['EPIPE', coded('EPIPE', { syscall: 'write' })],
])('%s leaves open what happened', async (code, cause) => {
  const { client } = scripted([cause], { retries: 0 });
  const error = await failureOf(
    client.DELETE('/webhooks/{webhookId}', { params: { path: { webhookId: 'w' } } }),
  );
  expect(error).toMatchObject({ outcome: 'unknown', code });
});

test('causes that point at each other have an end', async () => {
  const [one, other] = [new Error('one'), new Error('other')];
  Object.assign(one, { cause: other });
  Object.assign(other, { cause: one });
  expect(await failureOf(scripted([one], { retries: 0 }).client.GET('/me'))).toMatchObject({
    name: 'ConnectionError',
  });
});

test('a fetch that throws at once sent nothing, and is not called again', async () => {
  let calls = 0;
  const client = createClient({
    apiKey,
    fetch: () => {
      calls += 1;
      throw new TypeError(`no fetch here, ${apiKey}`);
    },
  });
  const error = await failureOf(client.POST('/contacts', { body: { phoneNumber: '+5511987654321' } }));
  expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'not_done', local: true });
  expect((error as Error).message).toContain('no fetch here');
  expect((error as Error).message).not.toContain(apiKey);
  expect(calls).toBe(1);
});

test.each([[undefined], [{}], ['text']])(
  'a fetch that gives %j instead of a Response is told',
  async (given) => {
    const client = createClient({ apiKey, fetch: () => Promise.resolve(given as never) });
    const error = await failureOf(client.GET('/me'));
    expect(error).toMatchObject({ name: 'ConnectionError', local: true });
    expect((error as Error).message).toContain('Response');
  },
);
