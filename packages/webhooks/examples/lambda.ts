// Uma função Lambda atrás do API Gateway (v1 ou v2) ou de uma Function URL.
import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';

/** O que o evento do API Gateway tem e esta função usa. */
interface GatewayEvent {
  body?: string | null;
  isBase64Encoded: boolean;
  headers: Record<string, string | undefined>;
}

export function createHandler(secret: string, handle: (event: WebhookEvent) => Promise<void>) {
  return async function handler({ body, isBase64Encoded, headers }: GatewayEvent) {
    try {
      // O API Gateway pode entregar o corpo em base64: a assinatura cobre os bytes que ele tinha.
      const raw = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
      await handle(await verify({ body: raw, headers, secret }));
      return { statusCode: 204 };
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return { statusCode: 400, body: error.message };
    }
  };
}
