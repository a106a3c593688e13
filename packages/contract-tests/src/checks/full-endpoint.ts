import { openReceiver } from '../target/receiver.ts';
import type { CheckContext, Result } from './check.ts';
import type { Session } from './session.ts';

const pages = [
  '',
  'limit=100',
  'limit=51',
  'page=2',
  'page=2&limit=50',
  'page=2&limit=100',
  'page=6',
  'page=7',
  'page=4&limit=33',
];
const filters = [
  'status=SUCCEEDED',
  'status=SUCCEEDED&limit=100',
  'status=SUCCEEDED&limit=50&page=2',
  'status=SUCCEEDED&limit=50&page=3',
  'status=FAILED&limit=5',
  'status=PENDING&page=2&limit=5',
];

/** An endpoint of a full world: every message that is sent leaves a delivery, more than one page of any size. */
export interface FullEndpoint {
  /** Waits until so many have arrived, and asks for every page of them. */
  listed(count: number): Promise<Result>;
  close(): void;
}

export async function openFullEndpoint(context: CheckContext, session: Session): Promise<FullEndpoint> {
  const receiver = await openReceiver(context.recorder);
  const json = { url: receiver.url, events: ['message.sent'] };
  const { data } = await session.call('createWebhookEndpoint', { json }, 201);
  const path = { webhookId: String(data['id']) };
  return {
    async listed(count) {
      await receiver.until(count);
      await session.world.advance('1s');
      for (const written of [...pages, ...filters]) {
        const query = Object.fromEntries(new URLSearchParams(written));
        await session.call('listWebhookDeliveries', { path, query }, 200);
      }
      return session.result(
        'listWebhookDeliveries: every page, size and filter of a full list, in order and with its total',
      );
    },
    close: () => receiver.close(),
  };
}
