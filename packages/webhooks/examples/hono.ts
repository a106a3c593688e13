import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';
import { Hono } from 'hono';

export function createApp(secret: string, handle: (event: WebhookEvent) => Promise<void>): Hono {
  const app = new Hono();
  app.post('/atteny', async (context) => {
    try {
      const body = await context.req.arrayBuffer();
      await handle(await verify({ body, headers: context.req.raw.headers, secret }));
      return context.body(null, 204);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return context.text(error.message, 400);
    }
  });
  return app;
}
