import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';
import express, { type Express } from 'express';

export function createApp(secret: string, handle: (event: WebhookEvent) => Promise<void>): Express {
  const app = express();
  // express.raw fica só nesta rota: um express.json() antes dela consumiria os bytes que a assinatura cobre.
  // Toma todo corpo, seja qual for o Content-Type; de uma requisição sem corpo o Express 5 não faz nenhum.
  const raw = express.raw({ type: () => true, limit: '1mb' });
  // O que falha é passado a next: o Express 4 não espera por promessas.
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers
  app.post('/atteny', raw, async (request, response, next) => {
    try {
      const body = (request.body as Buffer | undefined) ?? '';
      await handle(await verify({ body, headers: request.headers, secret }));
      response.sendStatus(204);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) return next(error);
      response.status(400).send(error.message);
    }
  });
  return app;
}
