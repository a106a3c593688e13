// # Receber eventos
// Cadastre o endpoint uma vez e guarde o segredo; ao receber, confira a assinatura sobre o corpo cru antes de tudo.
// ## Receive events
// Register the endpoint once and keep the secret; on receiving, verify the signature over the raw body first of all.
import type { Client } from '@atteny/client';
import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';

export async function register(atteny: Client, url: string): Promise<{ webhookId: string; secret: string }> {
  const { data: endpoint } = await atteny.POST('/webhooks', { body: { url, events: ['message.created'] } });
  return { webhookId: endpoint.id, secret: endpoint.secret };
}

export function receiver(secret: string, handle: (event: WebhookEvent) => Promise<void>) {
  return async (request: Request): Promise<Response> => {
    try {
      const event = await verify({ body: await request.text(), headers: request.headers, secret });
      await handle(event);
      return new Response(null, { status: 204 });
    } catch (error) {
      if (error instanceof WebhookVerificationError) return new Response(error.message, { status: 400 });
      throw error;
    }
  };
}
