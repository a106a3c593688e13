import { webhookEvents } from '@atteny/contract';
import pino from 'pino';
import { systemClock } from '../clock.ts';
import type { Dialect } from '../db/database.ts';
import { run } from '../start/run.ts';
import { sandboxInMemory, type Settings } from '../start/settings.ts';
import { createOwnPostgres } from './databases.ts';

const token = 'a-console-token-for-tests-0123456789';

// Replies are whatever JSON comes; each test says what it expects of it.
/* oxlint-disable typescript/no-explicit-any */
export interface Reply {
  status: number;
  headers: Headers;
  data: any;
  code: string;
  meta: any;
  details: any;
}
/* oxlint-enable typescript/no-explicit-any */

/** A sandbox on real time, for tests of worlds. */
export async function startSandbox(more: Partial<Settings> = {}) {
  const running = await run(
    { ...sandboxInMemory, consoleToken: token, ...more },
    { clock: systemClock, log: pino({ level: 'silent' }) },
  );
  const origin = `http://127.0.0.1:${running.port}`;

  async function ask(bearer: string, method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(origin + path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const envelope = (await response.json()) as Omit<Reply, 'status' | 'headers'>;
    return { ...envelope, status: response.status, headers: response.headers };
  }

  return {
    origin,
    token,
    database: running.stores.database,
    console: (method: string, path: string, body?: unknown) => ask(token, method, `/console/v1${path}`, body),
    api: (key: string, method: string, path: string, body?: unknown) =>
      ask(key, method, `/api/v1${path}`, body),
    close: () => running.close(),
  };
}

export type TestSandbox = Awaited<ReturnType<typeof startSandbox>>;

/** The same over one of the databases to test on; a database of its own goes with it. */
export async function startSandboxOn(dialect: Dialect): Promise<TestSandbox> {
  if (dialect === 'sqlite') return startSandbox();
  const own = await createOwnPostgres();
  const sandbox = await startSandbox({ storage: { kind: 'postgres', url: own.url } });
  return { ...sandbox, close: () => sandbox.close().then(() => own.drop()) };
}

/** A new world, with an endpoint of it if an address is given. */
export async function createWorld(sandbox: TestSandbox, wanted: object = {}, url?: string) {
  const { data: world } = await sandbox.console('POST', '/worlds', wanted);
  const path = `/worlds/${world.id}`;
  const events = webhookEvents;
  const endpoint =
    url === undefined ? undefined : (await sandbox.api(world.key, 'POST', '/webhooks', { url, events })).data;
  return {
    id: world.id as string,
    key: world.key as string,
    organizationId: world.organization.id as string,
    endpoint,
    console: (method: string, rest = '', body?: unknown) => sandbox.console(method, path + rest, body),
    api: (method: string, rest: string, body?: unknown) => sandbox.api(world.key, method, rest, body),
    inbound: (content = 'Oi!', phoneNumber = '+5511987654321') =>
      sandbox.console('POST', `${path}/inbound-messages`, { phoneNumber, content }),
    advance: (by: string) => sandbox.console('POST', `${path}/clock/advance`, { by }),
  };
}
