import { consoleBasePath, basePath } from '@atteny/contract';
import type { components as consoleComponents, paths as consolePaths } from '@atteny/contract/console';
import type { components as publicComponents, paths as publicPaths } from '@atteny/contract/public';
import createClient from 'openapi-fetch';
import type { contractValues } from '../../contract-values.ts';

export type ConsoleSchemas = consoleComponents['schemas'];
export type PublicSchemas = publicComponents['schemas'];

// No form can send this header: with the browser's Origin it proves that a write comes from this page.
const headers = { 'X-Atteny-Console': '1' };

/** Asks for JSON, and takes a reply that is none for an empty one: a proxy in between may answer HTML. */
const fetchJson = async (request: Request): Promise<Response> => {
  const response = await fetch(request);
  if (response.headers.get('Content-Type')?.includes('json')) return response;
  return new Response(null, { status: response.ok ? 502 : response.status, headers: response.headers });
};

/** The console's own operations. */
export const consoleApi = createClient<consolePaths>({ baseUrl: consoleBasePath, headers, fetch: fetchJson });

/** The public operations on behalf of an organization: judged by the session's role, neither limited nor charged. */
export function publicApi(organizationId: string) {
  return createClient<publicPaths>({
    baseUrl: `${consoleBasePath}/organizations/${encodeURIComponent(organizationId)}${basePath}`,
    headers,
    fetch: fetchJson,
  });
}

declare const CONTRACT_VALUES: typeof contractValues;

/** Samples and bounds of the contract, put in by the build. */
export const { eventSamples, longest, most } = CONTRACT_VALUES;
