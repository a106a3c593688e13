import { createClient, type Client, type Message } from '@atteny/client';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { freePort, startShop, type RunningShop } from './shop.fixture.ts';

const order = { number: '1042', phoneNumber: '+5511987650001', name: 'Maria', item: 'bolo de milho' };

// Not so often that the asking itself reaches the rate limit.
const longWait = { timeout: 30_000, interval: 400 };

let shop: RunningShop;
let atteny: Client;
let write: (content: string) => Promise<{ conversationId: string }>;

beforeAll(async () => {
  const { url, consoleToken } = inject('sandbox');
  /** Asks the sandbox for what only it can do: a world of its own, a customer who writes. */
  const ask = async <Data>(path: string, body: object): Promise<Data> => {
    const reply = await fetch(`${url}/console/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${consoleToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { data, error } = (await reply.json()) as { data?: Data; error?: string };
    if (data === undefined) {
      throw new Error(`${path}: ${error}`);
    }
    return data;
  };
  const world = await ask<{ id: string; key: string }>('/worlds', { name: 'Padaria do Teste' });
  atteny = createClient({ apiKey: world.key, baseUrl: url });
  write = async (content) => {
    const body = { phoneNumber: order.phoneNumber, name: order.name, content };
    const path = `/worlds/${world.id}/inbound-messages`;
    const { conversation } = await ask<{ conversation: { id: string } }>(path, body);
    return { conversationId: conversation.id };
  };

  const port = await freePort();
  const { data: endpoint } = await atteny.POST('/webhooks', {
    body: { url: `http://127.0.0.1:${port}/atteny`, events: ['message.created'] },
  });
  shop = await startShop(port, {
    ATTENY_API_KEY: world.key,
    ATTENY_BASE_URL: url,
    ATTENY_WEBHOOK_SECRET: endpoint.secret,
  });
});

afterAll(() => shop.close());

async function outbound(conversationId: string): Promise<string[]> {
  const messages: Message[] = [];
  const params = { path: { conversationId } };
  for await (const message of atteny.items('/conversations/{conversationId}/messages', { params })) {
    messages.push(message);
  }
  return messages
    .filter(({ direction }) => direction === 'OUTBOUND')
    .map(({ content }) => content)
    .toSorted();
}

test('an order is confirmed as soon as its customer writes, and the message is answered', async () => {
  const taken = await shop.post('/orders', order);
  expect([taken.status, await taken.json()]).toEqual([202, { ...order, confirmed: false }]);

  const { conversationId } = await write('Oi! Saiu o meu pedido?');
  const answers = [
    'Maria, seu pedido 1042 (bolo de milho) está confirmado.',
    'Recebemos a sua mensagem. O pedido 1042 está em preparo.',
  ];
  await vi.waitFor(async () => expect(await outbound(conversationId)).toEqual(answers), longWait);

  const again = await shop.post('/orders', order);
  expect(again.status).toBe(201);
  const second = await shop.post('/orders', { ...order, number: '1043' });
  expect([second.status, await second.json()]).toEqual([201, { ...order, number: '1043', confirmed: true }]);
  expect(await outbound(conversationId)).toEqual(
    [...answers, 'Maria, seu pedido 1043 (bolo de milho) está confirmado.'].toSorted(),
  );
});

test('an event delivered anew is not answered anew', async () => {
  const { conversationId } = await write('Obrigada!');
  const { data: endpoints } = await atteny.GET('/webhooks');
  const webhookId = endpoints[0]?.id ?? '';
  const delivered = () => atteny.GET('/webhooks/{webhookId}/deliveries', { params: { path: { webhookId } } });
  await vi.waitFor(async () => expect((await delivered()).data[0]?.status).toBe('SUCCEEDED'), longWait);
  const before = await outbound(conversationId);

  const { data: deliveries } = await delivered();
  const deliveryId = deliveries[0]?.id ?? '';
  await atteny.POST('/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver', {
    params: { path: { webhookId, deliveryId } },
  });
  await vi.waitFor(async () => {
    const { data } = await delivered();
    expect(data.length).toBe(deliveries.length + 1);
    expect(data[0]?.status).toBe('SUCCEEDED');
  }, longWait);
  expect(await outbound(conversationId)).toEqual(before);
});
