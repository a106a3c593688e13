import { sign, type WebhookEventOf } from '@atteny/webhooks';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort, startShop, type RunningShop } from './shop.fixture.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let shop: RunningShop;

beforeAll(async () => {
  const mock = inject('mock');
  shop = await startShop(await freePort(), {
    ATTENY_API_KEY: mock.apiKey,
    ATTENY_BASE_URL: mock.url,
    ATTENY_WEBHOOK_SECRET: secret,
  });
});

afterAll(() => shop.close());

test('an order of a customer of the examples is confirmed', async () => {
  const order = { number: '7', phoneNumber: '+5511987654321', name: 'Maria', item: 'bolo' };
  const response = await shop.post('/orders', order);
  expect([response.status, await response.json()]).toEqual([201, { ...order, confirmed: true }]);
});

test('an order that lacks something is refused', async () => {
  expect((await shop.post('/orders', { number: '8' })).status).toBe(400);
  expect((await shop.post('/orders', 'not JSON')).status).toBe(400);
});

/** An event as the documentation shows it. */
const event: WebhookEventOf<'message.created'> = {
  id: 'evt_8Gw2jN5pZ6kXrC1a',
  event: 'message.created',
  createdAt: '2026-03-16T14:05:09.000Z',
  data: {
    message: {
      id: 'msg_6Lr3cD9wY2mHpN8v',
      conversationId: 'cnv_3Rt8wZ6yP1nQfJ5c',
      direction: 'INBOUND',
      type: 'TEXT',
      content: 'Oi! Vocês entregam bolo de milho amanhã cedo?',
      mediaUrl: null,
      mediaType: null,
      createdAt: '2026-03-16T14:04:22.000Z',
    },
    conversation: {
      id: 'cnv_3Rt8wZ6yP1nQfJ5c',
      status: 'OPEN',
      createdAt: '2026-03-16T14:04:22.000Z',
      updatedAt: '2026-03-16T14:05:09.000Z',
    },
    contact: {
      id: 'ctt_7Hq2mX4vT9sLbK1d',
      phoneNumber: '+5511987654321',
      name: 'Maria Aparecida Souza',
      createdAt: '2026-03-16T13:58:41.000Z',
      updatedAt: '2026-03-16T13:58:41.000Z',
    },
  },
};

test('an event is taken when signed, and refused when not', async () => {
  const body = JSON.stringify(event);
  const headers = { ...(await sign({ body, secret })) };
  expect((await shop.post('/atteny', body, headers)).status).toBe(204);
  expect((await shop.post('/atteny', `${body} `, headers)).status).toBe(400);
  expect((await shop.post('/atteny', body)).status).toBe(400);
});
