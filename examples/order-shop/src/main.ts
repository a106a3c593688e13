import { ConfigurationError, createClient } from '@atteny/client';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';

const { ATTENY_API_KEY, ATTENY_BASE_URL, ATTENY_WEBHOOK_SECRET, PORT = '3000' } = process.env;

try {
  if (!ATTENY_WEBHOOK_SECRET) {
    throw new ConfigurationError('ATTENY_WEBHOOK_SECRET', 'falta: é o segredo que `register` mostra.');
  }
  const atteny = createClient({ apiKey: ATTENY_API_KEY, baseUrl: ATTENY_BASE_URL });
  const app = createApp({ atteny, webhookSecret: ATTENY_WEBHOOK_SECRET });
  serve({ fetch: app.fetch, port: Number(PORT) }, ({ port }) => {
    console.log(`Loja no ar: http://localhost:${port}`);
  });
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
}
