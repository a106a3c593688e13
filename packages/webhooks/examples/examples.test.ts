import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { sign, type WebhookEvent } from '@atteny/webhooks';
import { describe, expect, test } from 'vitest';
import { createApp as expressApp } from './express.ts';
import { createApp as fastifyApp } from './fastify.ts';
import { createApp as honoApp } from './hono.ts';
import { createRoute } from './next.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
type Handle = (event: WebhookEvent) => Promise<void>;

interface Receiver {
  post(body: string, headers: Record<string, string>): Promise<Response>;
  close(): Promise<unknown>;
}

const overHttp = async (server: Server): Promise<Receiver> => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  const { port } = server.address() as AddressInfo;
  return {
    post: (body, headers) =>
      fetch(`http://127.0.0.1:${port}/atteny`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

const receivers: Record<string, (handle: Handle) => Promise<Receiver>> = {
  Express: (handle) => overHttp(createServer(expressApp(secret, handle)).listen(0, '127.0.0.1')),
  Fastify: async (handle) => {
    const app = fastifyApp(secret, handle);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return overHttp(app.server);
  },
  Hono: (handle) =>
    overHttp(serve({ fetch: honoApp(secret, handle).fetch, port: 0, hostname: '127.0.0.1' }) as Server),
  Next: async (handle) => {
    const POST = createRoute(secret, handle);
    return {
      post: (body, headers) =>
        POST(new Request('http://loja.test/atteny', { method: 'POST', body, headers })),
      close: () => Promise.resolve(),
    };
  },
};

// Spaces, an escape and a character beyond the basic plane: a parser that came first would change these bytes.
const body = '{ "id":"evt_1" , "event":"message.created","createdAt":"now","data":{"note":"Ol\\u00e1 🍞"} }';

describe.each(Object.entries(receivers))('%s', (_, start) => {
  test('hands over a genuine event and answers 2xx', async () => {
    const received: WebhookEvent[] = [];
    const receiver = await start(async (event) => void received.push(event));
    const { status } = await receiver.post(body, { ...(await sign({ body, secret })) });
    await receiver.close();
    expect(status).toBe(204);
    expect(received).toEqual([JSON.parse(body)]);
  });

  test('answers 400 to what was changed on the way, and hands nothing over', async () => {
    const received: WebhookEvent[] = [];
    const receiver = await start(async (event) => void received.push(event));
    const headers = { ...(await sign({ body, secret })) };
    const statuses = [
      (await receiver.post(body.replace('Ol', 'ol'), headers)).status,
      (await receiver.post(JSON.stringify(JSON.parse(body)), headers)).status,
      (await receiver.post(body, {})).status,
      (await receiver.post('', headers)).status,
    ];
    await receiver.close();
    expect(statuses).toEqual([400, 400, 400, 400]);
    expect(received).toEqual([]);
  });

  test('answers 5xx when its own work fails, so that the delivery is tried again', async () => {
    const receiver = await start(() => Promise.reject(new Error('database away')));
    const response = receiver.post(body, { ...(await sign({ body, secret })) });
    const status = await response.then(
      (reply) => reply.status,
      () => 500,
    );
    await receiver.close();
    expect(status).toBe(500);
  });
});
