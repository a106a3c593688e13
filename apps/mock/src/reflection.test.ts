import { describe, expect, test } from 'vitest';
import { type CallInit, testMock } from './mock.fixture.ts';

async function asked(method: string, path: string, body?: unknown, prefer?: string) {
  const mock = await testMock();
  const init: CallInit = {
    ...(body !== undefined && { body }),
    ...(prefer !== undefined && { headers: { prefer } }),
  };
  const called = await mock.call(method, path, init);
  expect(mock.problems).toEqual([]);
  return { ...called, why: mock.requests[0]?.reply.why };
}

describe('a body comes back', () => {
  test('the message that was sent, in the conversation that was named', async () => {
    const { status, body } = await asked('POST', '/conversations/cnv_mine/messages', {
      content: 'Seu pedido saiu',
    });
    expect(status).toBe(201);
    expect(body['data']).toMatchObject({
      conversationId: 'cnv_mine',
      content: 'Seu pedido saiu',
      type: 'TEXT',
      mediaUrl: null,
      direction: 'OUTBOUND',
    });
  });

  test('a file, though the example has none', async () => {
    const mediaUrl = 'https://midia.example.com/a.pdf';
    const { body } = await asked('POST', '/conversations/cnv_1/messages', {
      content: 'Nota',
      type: 'DOCUMENT',
      mediaUrl,
      mediaType: 'application/pdf',
    });
    expect(body['data']).toMatchObject({ type: 'DOCUMENT', mediaUrl, mediaType: 'application/pdf' });
  });

  test('what a creation leaves out, and may be null, is null; what a change leaves out stays', async () => {
    const created = await asked('POST', '/contacts', { phoneNumber: '+5511900000001' });
    expect(created.body['data']).toMatchObject({ phoneNumber: '+5511900000001', name: null });
    const changed = await asked('PATCH', '/contacts/ctt_mine', { name: 'Ana' });
    expect(changed.body['data']).toMatchObject({ id: 'ctt_mine', name: 'Ana' });
    expect(changed.body['data']).toHaveProperty('phoneNumber', expect.stringMatching(/^\+/));
  });

  test('lists too', async () => {
    const { body } = await asked('POST', '/webhooks', {
      url: 'https://example.com/hook',
      events: ['message.sent'],
    });
    expect(body['data']).toMatchObject({
      url: 'https://example.com/hook',
      events: ['message.sent'],
      description: null,
    });
  });
});

describe('an identifier of the path comes back', () => {
  test.for([
    ['GET', '/contacts/ctt_mine', { id: 'ctt_mine' }],
    ['DELETE', '/webhooks/whk_mine', { id: 'whk_mine' }],
    ['POST', '/webhooks/whk_mine/test', { webhookId: 'whk_mine' }],
  ] as const)('%s %s', async ([method, path, expected]) => {
    expect((await asked(method, path)).body['data']).toMatchObject(expected);
  });

  test('in each item of a list', async () => {
    const { body } = await asked('GET', '/conversations/cnv_mine/messages');
    const ids = (body['data'] as { conversationId: string }[]).map((each) => each.conversationId);
    expect([...new Set(ids)]).toEqual(['cnv_mine']);
  });

  test('but a new delivery is not the one that was sent again', async () => {
    const { body } = await asked('POST', '/webhooks/whk_mine/deliveries/dlv_old/redeliver');
    expect(body['data']).toMatchObject({ webhookId: 'whk_mine' });
    expect(body['data']).not.toHaveProperty('id', 'dlv_old');
  });
});

describe('pages agree', () => {
  test('no more items than the limit, each once, and one total', async () => {
    const whole = await asked('GET', '/contacts');
    const all = whole.body['data'] as unknown[];
    expect(all.length).toBeGreaterThan(2);
    const seen: unknown[] = [];
    for (let page = 1; page <= all.length; page += 1) {
      const { body } = await asked('GET', `/contacts?page=${page}&limit=2`);
      const items = body['data'] as unknown[];
      expect(items.length).toBeLessThanOrEqual(2);
      expect(body['meta']).toEqual({ total: all.length, page, limit: 2 });
      seen.push(...items);
    }
    expect(seen).toEqual(all);
  });

  test('a value that the query filters by is the only one', async () => {
    const all = await asked('GET', '/conversations');
    const statuses = new Set((all.body['data'] as { status: string }[]).map(({ status }) => status));
    for (const status of ['OPEN', 'PENDING', 'CLOSED']) {
      const { body } = await asked('GET', `/conversations?status=${status}`);
      const items = body['data'] as { status: string }[];
      expect(items.every((each) => each.status === status)).toBe(true);
      expect(items.length > 0).toBe(statuses.has(status));
      expect(body['meta']).toMatchObject({ total: items.length });
    }
  });
});

describe('it is left out', () => {
  test('where an example is asked for', async () => {
    const { body } = await asked('GET', '/contacts?page=2&limit=1', undefined, 'example=firstPage');
    expect(body['meta']).toEqual({ total: 3, page: 1, limit: 20 });
  });

  test('of errors', async () => {
    const one = await asked('GET', '/contacts/ctt_mine', undefined, 'code=404');
    expect(one.text).not.toContain('ctt_mine');
  });

  test('where the request says nothing of it: the example is sent as it stands', async () => {
    expect((await asked('GET', '/contacts?limit=20')).why).toBe('exemplo firstPage');
  });
});

test('the same request gets the same reply, a generated one too', async () => {
  const ask = () => asked('GET', '/contacts/ctt_mine', undefined, 'dynamic=true, seed=a');
  const first = await ask();
  expect(first.body['data']).toMatchObject({ id: 'ctt_mine' });
  expect((await ask()).text).toBe(first.text);
});
