import { verify, type WebhookEvent, WebhookVerificationError } from '@atteny/webhooks';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { fastify } from 'fastify';
import { createServer } from 'node:http';
import { listening, type Receiver } from './receiver.ts';
import type { Mistake } from './signature-mistakes.ts';

/** An Express app whose body comes from `parser`, and what is verified from `bodyOf`. */
const expressWith =
  (parser: RequestHandler, bodyOf: (request: Request) => string | Buffer) =>
  (secret: string): Promise<Receiver> => {
    const app = express();
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers
    app.post('/atteny', parser, async (request: Request, response: Response) => {
      try {
        await verify({ body: bodyOf(request), headers: request.headers, secret });
        response.sendStatus(200);
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        response.sendStatus(400);
      }
    });
    // As quiet as a test should be, and otherwise Express' own.
    app.use((error: { status?: number }, _: Request, response: Response, _next: NextFunction) => {
      response.status(error.status ?? 500).send('error');
    });
    return listening(createServer(app));
  };

export const frameworkMistakes: readonly Mistake[] = [
  {
    name: 'Express: express.json() comes first, and the object is verified',
    start: expressWith(express.json(), (request) => request.body as Buffer),
    found: ['crashes-on-genuine'],
  },
  {
    name: 'Express: express.json() comes first, and is written anew',
    start: expressWith(express.json({ limit: '1mb' }), (request) => JSON.stringify(request.body) ?? ''),
    found: ['body-not-raw', 'wants-content-type'],
  },
  {
    name: 'Express: express.raw() for JSON alone',
    start: expressWith(
      express.raw({ type: 'application/json', limit: '1mb' }),
      (request) => request.body as Buffer,
    ),
    found: ['wants-content-type'],
  },
  {
    name: 'Express: a limit of 10 KB',
    start: expressWith(express.raw({ type: () => true, limit: '10kb' }), (request) =>
      Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    ),
    found: ['refuses-large'],
  },
  {
    name: 'Fastify: its own JSON parser, and the object written anew',
    start: async (secret) => {
      const app = fastify();
      app.post('/atteny', async (request, reply) => {
        const event: WebhookEvent | undefined = await verify({
          body: JSON.stringify(request.body),
          headers: request.headers,
          secret,
        }).catch(() => undefined);
        return reply.code(event ? 204 : 401).send();
      });
      await app.listen({ port: 0, host: '127.0.0.1' });
      return listening(app.server);
    },
    found: ['body-not-raw', 'wants-content-type'],
  },
];
