import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type AllowedCallers,
  askForBody,
  BrokenOff,
  createHttpServer,
  demandOwnHost,
  preflightHeaders,
  readRequestTarget,
  RequestRefusal,
} from '@atteny/request-reading';
import type { LiveVersion } from '../contract/live-contract.ts';
import { respond } from '../respond/respond.ts';
import type { Settings } from '../respond/documented-reply.ts';
import { failureReply, ownFailure, unreadable } from '../respond/refusals.ts';
import { home, type HomeSettings } from './home.ts';
import type { Reply } from './reply.ts';
import { Writer, type WriterOptions } from './writer.ts';

export { usualLongestDelay } from '../respond/prefer-header.ts';

export interface MockServerOptions extends Settings, WriterOptions, HomeSettings {
  /** The contract in force; asked once a request, which is served by that version to its end. */
  readonly contract: () => LiveVersion;
  /** Milliseconds in which a request, its body included, must have arrived; 15 seconds. */
  readonly requestTimeout?: number;
  /** Who may call, beside this machine. */
  readonly allowedCallers: AllowedCallers;
}

/** The mock as an HTTP server that does not listen yet. Whatever is sent, it answers in the envelope and in time. */
export function createMockServer(options: MockServerOptions): Server {
  const { contract, log, now, requestTimeout = 15_000, allowedCallers } = options;
  const writer = new Writer(options);
  const timeouts = {
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
    headersTimeout: requestTimeout,
    requestTimeout,
  };
  return createHttpServer(timeouts, {
    request: (request, response) => void answer(request, response),
    unreadable(request, response, problem) {
      const version = contract();
      writer.send(version, request, response, unreadable({ ...version, now: now() }, problem), now());
    },
    noRequest(socket, problem) {
      const version = contract();
      writer.sendRaw(version, socket, unreadable({ ...version, now: now() }, problem));
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = now();
    const version = contract();
    const reply = await replyTo(version, request, response);
    if (reply === undefined) {
      response.destroy();
      return;
    }
    if (reply.delay !== undefined) await delayed(reply.delay, response);
    try {
      writer.send(version, request, response, reply, started);
    } catch (error) {
      // A header's example in the contract may hold what no header can.
      writer.send(version, request, response, { ...failed(version, request, error), headers: {} }, started);
    }
  }

  function failed(version: LiveVersion, { method, url }: IncomingMessage, error: unknown): Reply {
    log.problem(`${method} ${url}: ${error instanceof Error ? error.stack : String(error)}`);
    return ownFailure({ ...version, now: now() });
  }

  /** undefined when there is nobody left to answer. */
  async function replyTo(
    version: LiveVersion,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Reply | undefined> {
    const { method, url = '', headers } = request;
    try {
      demandOwnHost(readRequestTarget(url).authority ?? headers.host, allowedCallers);
      const preflight = preflightHeaders(method, headers, allowedCallers);
      if (preflight) return { status: 204, headers: preflight, body: undefined, why: 'preflight' };
      return (
        home(version.contract, request, options) ??
        (await respond(version.contract, request, () => askForBody(response), options))
      );
    } catch (error) {
      if (error instanceof BrokenOff) return undefined;
      if (error instanceof RequestRefusal) return failureReply({ ...version, now: now() }, error);
      return failed(version, request, error);
    }
  }
}

/** Waits, unless whoever wanted the reply goes away. */
async function delayed(milliseconds: number, response: ServerResponse): Promise<void> {
  if (response.closed) return;
  const gone = new AbortController();
  const abort = () => gone.abort();
  response.once('close', abort);
  await wait(milliseconds, undefined, { signal: gone.signal }).catch(() => undefined);
  response.off('close', abort);
}
