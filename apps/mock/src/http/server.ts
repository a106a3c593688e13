import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MockContract } from '../contract/mock-contract.ts';
import { judge } from '../judge/judge.ts';
import type { Settings } from '../judge/preferred.ts';
import { ownFault, unreadable } from '../judge/refusals.ts';
import { preflight } from './cors.ts';
import { readBody } from './read-body.ts';
import type { Reply } from './reply.ts';
import { bodyFaultOf, type Fault, faultOf, notATunnel } from './unreadable.ts';
import { Writer, type WriterOptions } from './writer.ts';

export interface MockServerOptions extends Settings, WriterOptions {
  /** The contract in force; asked once a request, which is served by that version to its end. */
  readonly contract: () => MockContract;
  /** Milliseconds in which a request, its body included, must have arrived. */
  readonly requestTimeout: number;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The mock as an HTTP server that does not listen yet. Whatever is sent, it answers in the envelope and in time. */
export function createMockServer(options: MockServerOptions): Server {
  const { contract, log, now, requestTimeout } = options;
  const writer = new Writer(options);
  const lastOf = new WeakMap<Duplex, Exchange>();
  const server = createServer({
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
    headersTimeout: requestTimeout,
    requestTimeout,
    // Node's own refusal would have no body.
    requireHostHeader: false,
  });
  // Judged first: a body that will be refused need not be sent.
  for (const event of ['request', 'checkContinue', 'checkExpectation'] as const) {
    server.on(event, (request, response) => void answer(request, response));
  }
  server.on('connect', (_request, socket) => refuse(socket, notATunnel));
  server.on('clientError', refuseUnreadable);
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    lastOf.set(request.socket, { request, response });
    const started = now();
    const version = contract();
    const reply = await replyTo(version, request, response);
    // Its body was not asked for, and whether it comes all the same is not known.
    if (expectsContinue(request) && !request.complete) response.shouldKeepAlive = false;
    try {
      writer.send(version, request, response, reply, started);
    } catch (error) {
      // A header's example in the contract may hold what no header can.
      writer.send(version, request, response, { ...failed(version, request, error), headers: {} }, started);
    }
  }

  function failed(version: MockContract, { method, url }: IncomingMessage, error: unknown): Reply {
    log.problem(`${method} ${url}: ${error instanceof Error ? error.stack : String(error)}`);
    return ownFault({ contract: version, now: now() });
  }

  async function replyTo(
    version: MockContract,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Reply> {
    const { method = '', url: target = '' } = request;
    const headers = headersOf(request);
    const allowed = preflight(method, headers, methodsOf(version));
    if (allowed) return { status: 204, headers: allowed, body: undefined, why: 'preflight' };
    const ask = () => expectsContinue(request) && response.writeContinue();
    const read = (limit: number) => readBody(request, limit, ask);
    try {
      return await judge(version, { method, target, headers, readBody: read }, options);
    } catch (error) {
      if (!request.complete)
        return unreadable({ contract: version, now: now() }, bodyFaultOf(error as Error));
      return failed(version, request, error);
    }
  }

  /** Node could not read on: the bytes belong to the body of the last request, or to one after it. */
  function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
    const last = lastOf.get(socket);
    if (!last || (last.request.complete && last.response.closed)) return refuse(socket, faultOf(error));
    const { request, response } = last;
    if (request.complete) {
      response.once('close', () => refuse(socket, faultOf(error)));
    } else if (response.headersSent) {
      socket.destroy();
    } else {
      response.shouldKeepAlive = false;
      response.once('close', () => socket.destroy());
      const version = contract();
      const reply = unreadable({ contract: version, now: now() }, bodyFaultOf(error));
      writer.send(version, request, response, reply, now());
    }
  }

  function refuse(socket: Duplex, fault: Fault): void {
    // A client that is gone already is no news.
    socket.on('error', () => socket.destroy());
    const silent = 'bytesRead' in socket && socket.bytesRead === 0;
    if (!socket.writable || silent) {
      socket.destroy();
      return;
    }
    const version = contract();
    writer.sendRaw(version, socket, unreadable({ contract: version, now: now() }, fault));
  }
}

function expectsContinue({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}

function methodsOf(contract: MockContract): string[] {
  return [...new Set(contract.operations.map(({ facts }) => facts.method.toUpperCase()))];
}
