import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';
import { fastify, type FastifyInstance } from 'fastify';

export function createApp(secret: string, handle: (event: WebhookEvent) => Promise<void>): FastifyInstance {
  const app = fastify();
  // Num registro próprio, para que as outras rotas continuem a receber JSON já interpretado.
  void app.register(async (webhooks) => {
    webhooks.removeAllContentTypeParsers();
    webhooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    webhooks.post('/atteny', async (request, reply) => {
      try {
        const body = (request.body as Buffer | undefined) ?? '';
        await handle(await verify({ body, headers: request.headers, secret }));
        return await reply.code(204).send();
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        return reply.code(400).send(error.message);
      }
    });
  });
  return app;
}
