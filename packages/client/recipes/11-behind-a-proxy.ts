// # Atrás de um proxy
// O `fetch` do undici segue `HTTP_PROXY`, `HTTPS_PROXY` e `NO_PROXY`. No Node 24, `NODE_USE_ENV_PROXY=1` faz o mesmo sem
// código nenhum.
// ## Behind a proxy
// The `fetch` of undici follows `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. On Node 24 `NODE_USE_ENV_PROXY=1` does the same
// without any code.
import { createClient, type Client } from '@atteny/client';
import { EnvHttpProxyAgent, fetch } from 'undici';

export function clientBehindProxy(apiKey: string | undefined, baseUrl?: string): Client {
  const dispatcher = new EnvHttpProxyAgent();
  return createClient({ apiKey, baseUrl, fetch: (url, init) => fetch(url, { ...init, dispatcher }) });
}
