import type { TestSandbox } from './sandbox.ts';

// Replies are whatever JSON comes; each test says what it expects of it.
/* oxlint-disable typescript/no-explicit-any */
export interface DashboardReply {
  status: number;
  headers: Headers;
  code: string;
  data: any;
  meta: any;
}
/* oxlint-enable typescript/no-explicit-any */

/** Opens a sign-in link as a browser does, and answers the cookie that came; undefined when none did. */
export async function openLink(url: string): Promise<string | undefined> {
  const response = await fetch(url, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0];
}

/** A browser with a session: it asks as the dashboard's own page does, unless headers say otherwise. */
export function browser(origin: string, cookie: string) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<DashboardReply> => {
    const response = await fetch(`${origin}/console/v1${path}`, {
      method,
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(method !== 'GET' && { origin, 'x-atteny-console': '1' }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const envelope = (await response.json()) as Omit<DashboardReply, 'status' | 'headers'>;
    return { ...envelope, status: response.status, headers: response.headers };
  };
}

export type Browser = ReturnType<typeof browser>;

/** A browser that came by a link of the portal. */
export async function portal(
  sandbox: TestSandbox,
  organizationId: string,
  role: 'view' | 'manage',
): Promise<Browser> {
  const path = `/organizations/${organizationId}/portal-sessions`;
  const { data } = await sandbox.console('POST', path, { role });
  const cookie = await openLink(sandbox.origin + data.url);
  if (cookie === undefined) throw new Error('the link opened no session');
  return browser(sandbox.origin, cookie);
}
