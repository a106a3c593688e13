import { type Scope, scopes } from '@atteny/contract';
import pino from 'pino';
import { keyStore, type NewKey } from '../keys/store.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import type { NewOrganization } from '../organizations/store.ts';
import { run, type Running } from '../start/run.ts';
import { sandboxInMemory, type Settings } from '../start/settings.ts';
import { organizationIn } from './organization.ts';
import { type TestClock, testClock } from './test-clock.ts';
import { connect } from 'node:net';

/** An organization of a test, with one key. */
export interface World {
  readonly organizationId: string;
  readonly key: string;
  readonly keyId: string;
  readonly scope: OrganizationScope;
}

export type WorldOptions = Partial<Omit<NewOrganization, 'slug'>> & { key?: Partial<NewKey> };

export type CallInit = RequestInit & { key?: string | undefined; json?: unknown; duplex?: 'half' };

export interface TestServer {
  readonly origin: string;
  readonly running: Running;
  readonly clock: TestClock;
  /** Replies of ours that the contract does not allow; a test ends with none. */
  readonly deviations: string[];
  world(options?: WorldOptions): Promise<World>;
  /** Calls the public API, with a key if one is given. */
  call(path: string, init?: CallInit): Promise<Response>;
  close(): Promise<void>;
}

const consoleToken = 'a-console-token-for-tests-0123456789';

/** A server for a test file, in memory unless the settings say otherwise. */
export async function testServer(settings: Partial<Settings> = {}): Promise<TestServer> {
  const clock = testClock();
  const deviations: string[] = [];
  const running = await run(
    { ...sandboxInMemory, consoleToken, ...settings },
    {
      clock,
      log: pino({ level: 'silent' }),
      onDeviation: ({ operationId, problem }) => deviations.push(`${operationId}: ${problem}`),
    },
  );
  const { database } = running.stores;
  const origin = `http://127.0.0.1:${running.port}`;
  return {
    origin,
    running,
    clock,
    deviations,
    async world({ key = {}, ...options } = {}) {
      const scope = await organizationIn(database, clock, options);
      const all: readonly Scope[] = scopes;
      const created = await keyStore(scope).create({
        name: 'Teste',
        scopes: all,
        rateLimit: null,
        expiresAt: null,
        ...key,
      });
      return { organizationId: scope.organizationId, key: created.secret, keyId: created.row.id, scope };
    },
    call(path, { key, json, headers, ...init } = {}) {
      return fetch(`${origin}/api/v1${path}`, {
        ...init,
        headers: {
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(headers as Record<string, string>),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
    },
    close: () => running.close(),
  };
}

/** Sends bytes as they are and returns what comes back until the connection ends or falls silent. */
export function rawRequest(port: number, text: string, silence = 2_000): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(silence, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}
