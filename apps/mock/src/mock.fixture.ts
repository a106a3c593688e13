import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { ContractSource } from './contract/contract-source.ts';
import type { MockContract } from './contract/mock-contract.ts';
import { createMockServer, type MockServerOptions } from './http/server.ts';
import type { Log, RequestEntry } from './log/log.ts';

export const root = fileURLToPath(new URL('../../../spec/atteny/openapi.yaml', import.meta.url));
/** Has the form of a key, and more a mock cannot ask for. */
export const key = `sk_live_${'0a'.repeat(19)}`;
/** 2026-11-22T15:04:05Z, in the middle of a minute and of a month. */
export const noon = Date.UTC(2026, 10, 22, 15, 4, 5);

/** The contract of this repository, read once a test file. */
let contract: Promise<MockContract> | undefined;
export function ownContract(): Promise<MockContract> {
  contract ??= new ContractSource(root).read();
  return contract;
}

export interface TestMock {
  readonly origin: string;
  readonly port: number;
  readonly requests: readonly RequestEntry[];
  readonly problems: readonly string[];
  /** Sends a request with a key, unless told otherwise, to a path below `/api/v1`. */
  call(method: string, path: string, init?: CallInit): Promise<Called>;
}

export interface CallInit {
  readonly headers?: Record<string, string>;
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown;
  readonly key?: string | null;
}

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** The mock on a port of its own, until the test ends. */
export async function testMock(overrides: Partial<MockServerOptions> = {}): Promise<TestMock> {
  const version = await ownContract();
  const { log, requests, problems } = recordingLog();
  let ids = 0;
  const server = createMockServer({
    contract: () => ({ contract: version, stale: false }),
    log,
    now: () => noon,
    newSeed: () => 'seed',
    newRequestId: () => `req_${++ids}`,
    dynamic: false,
    longestDelay: 2000,
    docs: 'http://localhost:4020/',
    requestTimeout: 10_000,
    allowedCallers: { hosts: [], origins: [] },
    ...overrides,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return { origin, port, requests, problems, call: (...call) => send(origin, ...call) };
}

async function send(origin: string, method: string, path: string, init: CallInit = {}): Promise<Called> {
  const { body, headers } = init;
  const authorization = init.key === null ? {} : { authorization: `Bearer ${init.key ?? key}` };
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      ...authorization,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text ? JSON.parse(text) : {} };
}

export function recordingLog() {
  const requests: RequestEntry[] = [];
  const notices: string[] = [];
  const problems: string[] = [];
  const log: Log = {
    request: (entry) => requests.push(entry),
    notice: (sentence) => notices.push(sentence),
    problem: (sentence) => problems.push(sentence),
  };
  return { log, requests, notices, problems };
}

/** Sends bytes as they are and gives what comes back until the server closes the connection. */
export async function raw(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => socket.destroy());
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}
