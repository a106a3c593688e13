import { sign } from '@atteny/webhooks';
import { expect, test } from 'vitest';
import { receiverOf } from './arrivals.ts';
import { settlingMs } from './sendings.ts';
import type { Arriving } from './timeline.ts';
import type { Receiving, World } from './world.ts';

const secret = `whsec_${'A'.repeat(43)}=`;
const endpoint = {
  id: 'whk_1',
  secrets: { current: secret, previous: undefined, previousUntil: null },
  sendings: [],
} as unknown as Receiving;
const deletedAt = 1_000_000;
const world = { endpoints: new Map(), deleted: [{ endpoint, deletedAt }] } as unknown as World;

async function arriving(at: number): Promise<Arriving> {
  const body = JSON.stringify({ id: 'evt_1', event: 'message.created' });
  const signed = await sign({
    body,
    secret,
    event: 'message.created',
    id: 'evt_1',
    deliveryId: 'dlv_1',
    timestamp: new Date(at),
  });
  const headers = Object.fromEntries(
    Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { kind: 'arrival', headers, body, at } as unknown as Arriving;
}

test('an attempt that was under way while its endpoint was deleted is of that endpoint', async () => {
  expect(receiverOf([world], await arriving(deletedAt + 10))?.endpoint).toBe(endpoint);
});

test('what comes later than that is of nobody', async () => {
  expect(receiverOf([world], await arriving(deletedAt + settlingMs + 1))).toBeUndefined();
});
