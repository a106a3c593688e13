import { serve } from '@hono/node-server';
import { verify, type WebhookEvent, WebhookVerificationError } from '@atteny/webhooks';
import express from 'express';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import { createServer, type Server } from 'node:http';
import { bodyOf, listening, plain, type Receiver } from './receiver.ts';

/** Handles each event once, and quickly; what it does not know it lets pass. */
function shop(): (event: WebhookEvent) => void {
  const handled = new Set<string>();
  const names: (string | null)[] = [];
  return (event) => {
    if (handled.has(event.id)) return;
    handled.add(event.id);
    if (event.event === 'message.created') names.push(event.data.contact.name);
  };
}

/** Receivers without a mistake, each as its framework has it. */
export const goodReceivers: Readonly<Record<string, (secret: string) => Promise<Receiver>>> = {
  express: (secret) => {
    const handle = shop();
    const app = express();
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers
    app.post('/atteny', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
      try {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        handle(await verify({ body, headers: request.headers, secret }));
        response.sendStatus(204);
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        response.status(400).send(error.message);
      }
    });
    return listening(createServer(app));
  },

  fastify: async (secret) => {
    const handle = shop();
    const app = fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.post('/atteny', async (request, reply) => {
      try {
        handle(await verify({ body: (request.body ?? '') as Buffer, headers: request.headers, secret }));
        return await reply.code(204).send();
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        return reply.code(400).send({ error: error.message });
      }
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    return listening(app.server);
  },

  hono: (secret) => {
    const handle = shop();
    const app = new Hono();
    app.post('/atteny', async (context) => {
      try {
        const body = await context.req.arrayBuffer();
        handle(await verify({ body, headers: context.req.raw.headers, secret }));
        return context.body(null, 204);
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        return context.text(error.message, 400);
      }
    });
    return listening(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server);
  },

  node: (secret) => {
    const handle = shop();
    return plain(async (request, response) => {
      try {
        handle(await verify({ body: await bodyOf(request), headers: request.headers, secret }));
        response.writeHead(204).end();
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        response.writeHead(400).end(error.message);
      }
    });
  },
};
