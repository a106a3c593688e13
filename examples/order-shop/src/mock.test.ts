import { startMock, type LocalServer } from '@atteny/local-servers';
import { sign } from '@atteny/webhooks';
import { publicDocument } from '@atteny/contract/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, startShop, type RunningShop } from './shop.fixture.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let mock: LocalServer;
let shop: RunningShop;

beforeAll(async () => {
  mock = await startMock();
  shop = await startShop(await freePort(), {
    ATTENY_API_KEY: mock.apiKey,
    ATTENY_BASE_URL: mock.origin,
    ATTENY_WEBHOOK_SECRET: secret,
  });
});

afterAll(async () => {
  await shop.close();
  await mock.close();
});

test('an order of a customer of the examples is confirmed', async () => {
  const order = { number: '7', phoneNumber: '+5511987654321', name: 'Maria', item: 'bolo' };
  const response = await shop.post('/orders', order);
  expect([response.status, await response.json()]).toEqual([201, { ...order, confirmed: true }]);
});

test('an order that lacks something is refused', async () => {
  expect((await shop.post('/orders', { number: '8' })).status).toBe(400);
  expect((await shop.post('/orders', 'not JSON')).status).toBe(400);
});

test('the event of the contract is taken when signed, and refused when not', async () => {
  const webhook = publicDocument.webhooks?.['onMessageCreated'] as unknown as {
    post: { requestBody: { content: { 'application/json': { examples: { inbound: { value: object } } } } } };
  };
  const body = JSON.stringify(webhook.post.requestBody.content['application/json'].examples.inbound.value);
  const headers = { ...(await sign({ body, secret })) };
  expect((await shop.post('/atteny', body, headers)).status).toBe(204);
  expect((await shop.post('/atteny', `${body} `, headers)).status).toBe(400);
  expect((await shop.post('/atteny', body)).status).toBe(400);
});
