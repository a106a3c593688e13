import { scopes } from '@atteny/contract';
import type { ServerProcess } from './server-process.ts';

/** What an organization of a proof may do. */
export interface Terms {
  readonly monthlyQuota?: number | null;
  readonly requestsPerMinute?: number;
}

const many = 1_000_000;

/** Creates an organization and its key over the console, as an operator would. */
export async function newOrganization(
  server: ServerProcess,
  terms: Terms = {},
): Promise<{ id: string; key: string }> {
  const { monthlyQuota = null, requestsPerMinute = many } = terms;
  const plan = { name: 'Prova', hasAPI: true, hasWebhooks: true, monthlyQuota, requestsPerMinute };
  const { id } = await post<{ id: string }>(server, '/organizations', { name: 'Prova', plan });
  const { key } = await post<{ key: string }>(server, `/organizations/${id}/keys`, { name: 'Prova', scopes });
  return { id, key };
}

async function post<T>(server: ServerProcess, path: string, json: unknown): Promise<T> {
  const response = await fetch(`${server.origin}/console/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });
  if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { data: T }).data;
}

export type CallInit = Omit<RequestInit, 'headers'> & {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Calls the public API of a process. */
export function call(
  server: ServerProcess,
  key: string,
  path: string,
  { json, headers, ...init }: CallInit = {},
): Promise<Response> {
  return fetch(`${server.origin}/api/v1${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${key}`,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
}
