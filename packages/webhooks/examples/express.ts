import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';
import express, { type Express } from 'express';

export function createApp(secret: string, handle: (event: WebhookEvent) => Promise<void>): Express {
  const app = express();
  // express.raw fica só nesta rota: um express.json() antes dela consumiria os bytes que a assinatura cobre.
  // Express 5 entrega ao seu tratador de erros o que uma função assíncrona rejeita.
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers
  app.post('/atteny', express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
    try {
      await handle(await verify({ body: request.body as Buffer, headers: request.headers, secret }));
      response.sendStatus(204);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      response.status(400).send(error.message);
    }
  });
  return app;
}
