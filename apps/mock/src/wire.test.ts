import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { key, ownContract, raw, testMock } from './mock.fixture.ts';

const authorized = `Host: localhost\r\nAuthorization: Bearer ${key}\r\n`;
const close = 'Connection: close\r\n\r\n';

/** Status and code of every reply in what came over the wire. */
function replies(wire: string) {
  return wire
    .split(/(?=HTTP\/1\.1 )/)
    .filter((each) => !each.startsWith('HTTP/1.1 100'))
    .map((each) => {
      const [head = '', body = ''] = each.split('\r\n\r\n');
      expect(head).toMatch(/^x-request-id: req_\d+$/im);
      const { success, code } = JSON.parse(body) as { success: boolean; code?: string };
      return `${head.split(' ')[1]} ${success ? 'success' : code}`;
    });
}

describe('whatever is sent, the answer is in the envelope', () => {
  test.for<[string, string, string]>([
    ['no HTTP at all', 'hello\r\n\r\n', '400 validation_error'],
    ['a TLS greeting', '\u0016\u0003\u0001\u0002\u0000\u0001', '400 validation_error'],
    [
      'a method that HTTP does not know',
      `FOO /api/v1/me HTTP/1.1\r\n${authorized}${close}`,
      '400 validation_error',
    ],
    ['a header without a colon', `GET /api/v1/me HTTP/1.1\r\nnonsense\r\n\r\n`, '400 validation_error'],
    [
      'headers without an end',
      `GET /api/v1/me HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
      '400 validation_error',
    ],
    [
      'two lengths',
      `POST /api/v1/contacts HTTP/1.1\r\n${authorized}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
      '400 validation_error',
    ],
    [
      'a chunk that is none',
      `POST /api/v1/contacts HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n`,
      '400 validation_error',
    ],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', '400 validation_error'],
    [
      'no host',
      `GET /api/v1/me HTTP/1.1\r\nAuthorization: Bearer ${key}\r\n${close}`,
      '400 validation_error',
    ],
    ['two hosts', `GET /api/v1/me HTTP/1.1\r\nHost: y\r\n${authorized}${close}`, '400 validation_error'],
    [
      'an absolute target with a query alone',
      `GET http://localhost?page=1 HTTP/1.1\r\n${authorized}${close}`,
      '404 not_found',
    ],
    [
      'a name of another server',
      `GET /api/v1/me HTTP/1.1\r\nHost: rebound.example\r\nAuthorization: Bearer ${key}\r\n${close}`,
      '421 misdirected_request',
    ],
    [
      'a target of another server',
      `GET http://rebound.example/api/v1/me HTTP/1.1\r\n${authorized}${close}`,
      '421 misdirected_request',
    ],
    [
      'a service that the settings name',
      `GET /api/v1/me HTTP/1.1\r\nHost: mock:4010\r\nAuthorization: Bearer ${key}\r\n${close}`,
      '200 success',
    ],
    ['HTTP/1.0', `GET /api/v1/me HTTP/1.0\r\n${authorized}\r\n`, '200 success'],
    ['an absolute target', `GET http://localhost/api/v1/me HTTP/1.1\r\n${authorized}${close}`, '200 success'],
    [
      'an absolute target without a path',
      `GET http://localhost HTTP/1.1\r\n${authorized}${close}`,
      '404 not_found',
    ],
    ['an asterisk', `OPTIONS * HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['a doubled slash', `GET //api/v1/me HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['a doubled slash inside', `GET /api/v1//me HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['a trailing slash', `GET /api/v1/me/ HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['another case', `GET /api/V1/me HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['an encoded slash', `GET /api/v1%2Fme HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['an encoded letter', `GET /api/v1/%6De HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['dots', `GET /api/v1/contacts/../me HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    ['an encoded NUL', `GET /api/v1/contacts/%00 HTTP/1.1\r\n${authorized}${close}`, '404 not_found'],
    [
      'a wish to speak another protocol',
      `GET /api/v1/me HTTP/1.1\r\n${authorized}Upgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n`,
      '200 success',
    ],
    [
      'an expectation that nobody knows',
      `GET /api/v1/me HTTP/1.1\r\n${authorized}Expect: cake\r\n${close}`,
      '200 success',
    ],
  ])('%s', async ([, sent, expected]) => {
    const mock = await testMock({ allowedCallers: { hosts: ['mock'], origins: [] } });
    expect(replies(await raw(mock.port, Buffer.from(sent, 'latin1')))).toEqual([expected]);
    expect(mock.requests).toHaveLength(1);
    expect(mock.problems).toEqual([]);
  });

  test('requests sent ahead are answered in turn, the one that is none too', async () => {
    const mock = await testMock();
    const first = `GET /api/v1/me HTTP/1.1\r\n${authorized}\r\n`;
    const second = `GET /api/v1/nothing HTTP/1.1\r\n${authorized}\r\n`;
    const wire = await raw(mock.port, `${first}${second}garbage\r\n\r\n`);
    expect(replies(wire)).toEqual(['200 success', '404 not_found', '400 validation_error']);
  });
});

describe('a body that waits to be asked for', () => {
  const head = `POST /api/v1/contacts HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nExpect: 100-continue\r\n`;

  test('is asked for when it will be read', async () => {
    const mock = await testMock();
    const body = '{"phoneNumber":"+5511987654321"}';
    const wire = await raw(mock.port, `${head}Content-Length: ${body.length}\r\n${close}`, body);
    expect(wire).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
  });

  test('is refused unseen when it is too long, and the connection ends', async () => {
    const mock = await testMock();
    const wire = await raw(mock.port, `${head}Content-Length: 200000\r\n\r\n`);
    expect(wire).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('nobody is waited for for ever', () => {
  test('a body that stops coming', async () => {
    const mock = await testMock({ requestTimeout: 300 });
    const head = `POST /api/v1/contacts HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n`;
    expect(replies(await raw(mock.port, `${head}{"phone`))).toEqual(['400 validation_error']);
  });

  test('headers that stop coming', async () => {
    const mock = await testMock({ requestTimeout: 300 });
    expect(replies(await raw(mock.port, 'GET /api/v1/me HTTP/1.1\r\nHos'))).toEqual(['400 validation_error']);
  });

  test('a connection on which nothing comes is closed without a word', async () => {
    const mock = await testMock({ requestTimeout: 300 });
    expect(await raw(mock.port)).toBe('');
    expect(mock.requests).toEqual([]);
  });

  test('a body that was answered before it came is cut', async () => {
    const mock = await testMock({ requestTimeout: 300 });
    const wire = await raw(
      mock.port,
      'POST /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{',
    );
    expect(replies(wire)).toEqual(['401 unauthorized']);
  });
});

test('a client that is still sending gets its 413 whole', async () => {
  const mock = await testMock();
  const head = `POST /api/v1/contacts HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nContent-Length: 5000000\r\n${close}`;
  const chunks = Array.from({ length: 50 }, () => Buffer.alloc(100_000, 'a'));
  expect(replies(await raw(mock.port, head, ...chunks))).toEqual(['413 payload_too_large']);
});

test('garbage behind a POST does not take the place of its reply', async () => {
  const mock = await testMock();
  const body = '{"phoneNumber":"+5511987654321"}';
  const post = `POST /api/v1/contacts HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  expect(replies(await raw(mock.port, `${post}garbage\r\n\r\n`))).toEqual([
    '201 success',
    '400 validation_error',
  ]);
});

test('a client that goes away in the middle leaves no trace but its own', async () => {
  const mock = await testMock();
  await new Promise<void>((resolve) => {
    const socket = connect(mock.port, '127.0.0.1', () => {
      socket.write(
        `POST /api/v1/contacts HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
      );
      setTimeout(() => socket.destroy(), 50);
    });
    socket.on('close', () => resolve());
  });
  expect((await mock.call('GET', '/me')).status).toBe(200);
  expect(mock.problems).toEqual([]);
});

test('a header that no header can be is a failure of the mock, not its end', async () => {
  const contract = await ownContract();
  const [operation] = contract.operations.values();
  const [status, answer] = [...(operation?.answers ?? [])][0] ?? [];
  if (!operation || !answer || !status) throw new Error('the contract has no operation');
  const headers = [{ name: 'X-Odd', required: true, example: 'three dots… ' }];
  const odd = { ...operation, answers: new Map([[status, { ...answer, headers }]]) };
  const mock = await testMock({
    contract: () => ({
      contract: { ...contract, operations: new Map([[operation.facts.operationId, odd]]) },
      stale: false,
    }),
  });
  expect((await mock.call('GET', operation.facts.path)).body).toMatchObject({ code: 'internal_error' });
  expect(mock.problems).toEqual([expect.stringContaining('X-Odd')]);
});

test('two hundred at once', async () => {
  const mock = await testMock();
  const calls = Array.from({ length: 200 }, (_, each) =>
    mock.call('GET', each % 2 ? '/contacts' : '/nothing'),
  );
  const statuses = (await Promise.all(calls)).map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: 200 }, (_, each) => (each % 2 ? 200 : 404)));
});
