import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { sign, type WebhookEvent } from '@atteny/webhooks';
import { describe, expect, test, vi } from 'vitest';
import { createApp as expressApp } from './express.ts';
import { createApp as fastifyApp } from './fastify.ts';
import { createApp as honoApp } from './hono.ts';
import { createHandler } from './lambda.ts';
import { createApp as nestApp } from './nestjs.ts';
import { createRoute } from './next.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
type Handle = (event: WebhookEvent) => Promise<void>;

interface Receiver {
  /** Without a body at all where it is left out. */
  post(body: string | undefined, headers: Record<string, string>): Promise<Response>;
  close(): Promise<unknown>;
}

const overHttp = async (server: Server): Promise<Receiver> => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  const { port } = server.address() as AddressInfo;
  return {
    // Bytes have no type of their own: what the headers do not say is not said.
    post: (body, headers) =>
      fetch(`http://127.0.0.1:${port}/atteny`, {
        method: 'POST',
        headers,
        ...(body !== undefined && { body: new TextEncoder().encode(body) }),
      }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

const receivers: Record<string, (handle: Handle) => Promise<Receiver>> = {
  'Express 5': (handle) => overHttp(createServer(expressApp(secret, handle)).listen(0, '127.0.0.1')),
  'Express 4': async (handle) => {
    vi.resetModules();
    vi.doMock('express', () => ({ default: createRequire(import.meta.url)('express-4') as unknown }));
    const { createApp } = await import('./express.ts');
    vi.doUnmock('express');
    return overHttp(createServer(createApp(secret, handle)).listen(0, '127.0.0.1'));
  },
  Fastify: async (handle) => {
    const app = fastifyApp(secret, handle);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return overHttp(app.server);
  },
  Hono: (handle) =>
    overHttp(serve({ fetch: honoApp(secret, handle).fetch, port: 0, hostname: '127.0.0.1' }) as Server),
  NestJS: async (handle) => {
    const app = await nestApp(secret, handle);
    await app.listen(0, '127.0.0.1');
    return { ...(await overHttp(app.getHttpServer() as Server)), close: () => app.close() };
  },
  Next: async (handle) => {
    const POST = createRoute(secret, handle);
    return {
      post: (body, headers) =>
        POST(
          new Request('http://loja.test/atteny', {
            method: 'POST',
            headers,
            ...(body !== undefined && { body: new TextEncoder().encode(body) }),
          }),
        ),
      close: () => Promise.resolve(),
    };
  },
  Lambda: async (handle) => lambda(handle, (body) => ({ body, isBase64Encoded: false })),
  'Lambda in base64': async (handle) =>
    lambda(handle, (body) => ({
      body: body === undefined ? null : Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    })),
};

function lambda(
  handle: Handle,
  gateway: (body: string | undefined) => { body?: string | null | undefined; isBase64Encoded: boolean },
): Receiver {
  const handler = createHandler(secret, handle);
  return {
    post: async (body, headers) => {
      const event = { body: null, ...gateway(body), headers };
      const { statusCode, body: text = null } = await handler({ ...event, body: event.body ?? null });
      return new Response(text, { status: statusCode });
    },
    close: () => Promise.resolve(),
  };
}

// Spaces, an escape and a character beyond the basic plane: a parser that came first would change these bytes.
const body = '{ "id":"evt_1" , "event":"message.created","createdAt":"now","data":{"note":"Ol\\u00e1 🍞"} }';

describe.each(Object.entries(receivers))('%s', (_, start) => {
  test('hands over a genuine event and answers 2xx', async () => {
    const received: WebhookEvent[] = [];
    const receiver = await start(async (event) => void received.push(event));
    const headers = { ...(await sign({ body, secret })) };
    const statuses = [
      (await receiver.post(body, { ...headers, 'Content-Type': 'application/json' })).status,
      (await receiver.post(body, headers)).status,
      (await receiver.post(body, { ...headers, 'Content-Type': 'text/plain; charset=latin1' })).status,
    ];
    await receiver.close();
    expect(statuses).toEqual([204, 204, 204]);
    expect(received).toEqual([JSON.parse(body), JSON.parse(body), JSON.parse(body)]);
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
      (await receiver.post('', {})).status,
      (await receiver.post(undefined, {})).status,
      (await receiver.post(undefined, { 'Content-Type': 'application/json' })).status,
    ];
    await receiver.close();
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 400]);
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
