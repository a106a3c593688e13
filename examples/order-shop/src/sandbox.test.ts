import { createClient, type Client, type Message } from '@atteny/client';
import type { paths as ConsolePaths } from '@atteny/contract/console';
import { startSandbox, type LocalSandbox } from '@atteny/local-servers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort, startShop, type RunningShop } from './shop.fixture.ts';

const order = { number: '1042', phoneNumber: '+5511987650001', name: 'Maria', item: 'bolo de milho' };

// Not so often that the asking itself reaches the rate limit.
const patience = { timeout: 30_000, interval: 400 };

let sandbox: LocalSandbox;
let shop: RunningShop;
let atteny: Client;
let write: (content: string) => Promise<{ conversationId: string }>;

beforeAll(async () => {
  sandbox = await startSandbox();
  const console = createClient<ConsolePaths>({
    apiKey: sandbox.consoleToken,
    baseUrl: `${sandbox.origin}/console/v1`,
  });
  const { data: world } = await console.POST('/worlds', { body: { name: 'Padaria do Teste' } });
  atteny = createClient({ apiKey: world.key, baseUrl: sandbox.origin });
  write = async (content) => {
    const { data } = await console.POST('/worlds/{worldId}/inbound-messages', {
      params: { path: { worldId: world.id } },
      body: { phoneNumber: order.phoneNumber, name: order.name, content },
    });
    return { conversationId: data.conversation.id };
  };

  const port = await freePort();
  const { data: endpoint } = await atteny.POST('/webhooks', {
    body: { url: `http://127.0.0.1:${port}/atteny`, events: ['message.created'] },
  });
  shop = await startShop(port, {
    ATTENY_API_KEY: world.key,
    ATTENY_BASE_URL: sandbox.origin,
    ATTENY_WEBHOOK_SECRET: endpoint.secret,
  });
});

afterAll(async () => {
  await shop.close();
  await sandbox.close();
});

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
  await vi.waitFor(async () => expect(await outbound(conversationId)).toEqual(answers), patience);

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
  await vi.waitFor(async () => expect((await delivered()).data[0]?.status).toBe('SUCCEEDED'), patience);
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
  }, patience);
  expect(await outbound(conversationId)).toEqual(before);
});
