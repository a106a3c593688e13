import type { Client } from '@atteny/client';
import { verify, WebhookVerificationError } from '@atteny/webhooks';
import { Hono } from 'hono';
import { answer } from './answer.ts';
import { createMessenger } from './messenger.ts';
import { Orders, type Order } from './orders.ts';

export interface Shop {
  atteny: Client;
  /** The secret of the webhook endpoint. */
  webhookSecret: string;
}

const PROPERTIES = ['number', 'phoneNumber', 'name', 'item'] as const;

/** The shop: takes orders at POST /orders, events at POST /atteny. */
export function createApp({ atteny, webhookSecret }: Shop): Hono {
  const app = new Hono();
  const orders = new Orders();
  const messenger = createMessenger(atteny);
  const answered = new Set<string>();

  app.post('/orders', async (context) => {
    const asked = (await context.req.json().catch(() => null)) as Partial<Order> | null;
    if (!asked || PROPERTIES.some((property) => typeof asked[property] !== 'string')) {
      return context.json({ error: `Um pedido precisa de ${PROPERTIES.join(', ')}.` }, 400);
    }
    const order = orders.take(asked as Order);
    order.confirmed ||= await messenger.confirm(order);
    return context.json(order, order.confirmed ? 201 : 202);
  });

  app.post('/atteny', async (context) => {
    try {
      const body = await context.req.arrayBuffer();
      const event = await verify({ body, headers: context.req.raw.headers, secret: webhookSecret });
      if (event.event === 'message.created' && !answered.has(event.id)) {
        await answer(event, { orders, messenger });
        answered.add(event.id);
      }
      return context.body(null, 204);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) {
        throw error;
      }
      return context.text(error.message, 400);
    }
  });

  return app;
}
