// app/atteny/route.ts: um Route Handler do Next, e de tudo mais que atende com Request e Response.
import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';

export function createRoute(secret: string, handle: (event: WebhookEvent) => Promise<void>) {
  return async function POST(request: Request): Promise<Response> {
    try {
      await handle(await verify({ body: await request.arrayBuffer(), headers: request.headers, secret }));
      return new Response(null, { status: 204 });
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return new Response(error.message, { status: 400 });
    }
  };
}
