import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { key, raw, testMock } from './mock.fixture.ts';

const asking = (prefer: string) =>
  `GET /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nPrefer: ${prefer}\r\n\r\n`;

function parted(wire: string) {
  const [head = '', body = ''] = wire.split('\r\n\r\n');
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
  return { status: head.split(' ')[1], type: /^content-type: (.*)$/im.exec(head)?.[1], length, body, head };
}

describe('a reply that fails on its way', () => {
  test('cut: not a byte, and the connection ends', async () => {
    const mock = await testMock();
    expect(await raw(mock.port, asking('fault=cut'))).toBe('');
    expect(mock.requests).toHaveLength(1);
  });

  test('truncated: half of what its length promises', async () => {
    const mock = await testMock();
    const { status, length, body } = parted(await raw(mock.port, asking('fault=truncated')));
    expect(status).toBe('200');
    expect(body.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(body)).toBeLessThan(length);
  });

  test('empty: a status and nothing else', async () => {
    const mock = await testMock();
    const { status, text, headers } = await mock.call('GET', '/contacts', {
      headers: { prefer: 'fault=empty' },
    });
    expect([status, text, headers.get('content-type')]).toEqual([200, '', null]);
    expect(headers.get('preference-applied')).toBe('fault=empty');
  });

  test('html: a page of somebody in between, with the status that is asked for', async () => {
    const mock = await testMock();
    const wire = await raw(
      mock.port,
      asking('code=503, fault=HTML').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
    );
    const { status, type, body } = parted(wire);
    expect([status, type]).toEqual(['503', 'text/html; charset=utf-8']);
    expect(body).toContain('<h1>503 Service Unavailable</h1>');
  });

  test('a refusal is whole, whatever is wished', async () => {
    const mock = await testMock();
    const { status, body } = await mock.call('GET', '/contacts?limit=0', {
      headers: { prefer: 'fault=cut' },
    });
    expect([status, body['code']]).toEqual([400, 'validation_error']);
  });
});

describe('a reply that is late', () => {
  test('comes after so many milliseconds, and others in the meantime', async () => {
    const mock = await testMock();
    const order: string[] = [];
    const began = performance.now();
    const late = mock
      .call('GET', '/contacts', { headers: { prefer: 'delay=400' } })
      .then(({ status, headers }) => order.push(`late ${status} ${headers.get('preference-applied')}`));
    await mock.call('GET', '/me').then(() => order.push('at once'));
    await late;
    expect(order).toEqual(['at once', 'late 200 delay=400']);
    expect(performance.now() - began).toBeGreaterThanOrEqual(395);
  });

  test('is forgotten when its client goes away', async () => {
    const mock = await testMock({ longestDelay: 60_000 });
    const socket = connect(mock.port, '127.0.0.1');
    socket.write(asking('delay=60000'));
    await mock.call('GET', '/me');
    socket.destroy();
    await once(socket, 'close');
    while (mock.requests.length < 1) await mock.call('GET', '/me');
    expect(mock.problems).toEqual([]);
  });

  test.for(['delay=2001', 'delay=-1', 'delay=1.5', 'delay=', 'delay=1e3', 'delay=soon', 'delay=99999999999'])(
    '%s is a 400 that says how long it may be',
    async (prefer) => {
      const mock = await testMock();
      const { status, body } = await mock.call('GET', '/contacts', { headers: { prefer } });
      expect(status).toBe(400);
      expect(body).toMatchObject({
        details: [{ path: '/headers/prefer', message: expect.stringContaining('de 0 a 2000') }],
      });
    },
  );
});
