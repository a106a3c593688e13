/** `register-webhook.ts <url>`: has the events sent to an address, and shows the secret that signs them. */
import { ApiError, createClient } from '@atteny/client';

const { ATTENY_API_KEY, ATTENY_BASE_URL } = process.env;
const [url] = process.argv.slice(2);

try {
  const atteny = createClient({ apiKey: ATTENY_API_KEY, baseUrl: ATTENY_BASE_URL });
  const { data: endpoint } = await atteny.POST('/webhooks', {
    body: { url: url ?? '', events: ['message.created'], description: 'order-shop' },
  });
  console.log(`export ATTENY_WEBHOOK_SECRET=${endpoint.secret}`);
} catch (error) {
  console.error(error instanceof ApiError || error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
}
