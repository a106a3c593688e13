import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MockContract } from '../contract/mock-contract.ts';
import type { Log } from '../log/log.ts';
import { openToAll } from './cors.ts';
import type { Reply } from './reply.ts';

export interface WriterOptions {
  readonly log: Log;
  /** An id that no other reply has. */
  readonly newRequestId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Puts replies on the wire and one line about each into the log. */
export class Writer {
  readonly #options: WriterOptions;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /**
   * Sends the reply, unless the request has been answered already or nobody is there any more.
   * @param started when the request arrived, in milliseconds since 1970
   */
  send(
    contract: MockContract,
    request: IncomingMessage,
    response: ServerResponse,
    reply: Reply,
    started: number,
  ): void {
    if (response.headersSent || response.destroyed) return;
    const text = textOf(reply);
    response.writeHead(reply.status, this.#headers(contract, reply, text));
    response.end(text);
    this.#note(request.method, request.url, reply, this.#options.now() - started);
  }

  /** Sends the reply on a connection for which node has no response object, and closes it. */
  sendRaw(contract: MockContract, socket: Duplex, reply: Reply): void {
    const text = textOf(reply);
    const headers = { ...this.#headers(contract, reply, text), Connection: 'close' };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status]}\r\n${lines.join('')}\r\n${text}`);
    this.#note('-', '-', reply, 0);
  }

  #headers(contract: MockContract, reply: Reply, text: string): Record<string, string> {
    return {
      ...reply.headers,
      ...openToAll(contract.exposedHeaders),
      'Cache-Control': 'no-store',
      'X-Request-Id': this.#options.newRequestId(),
      ...(text !== '' && { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(reply.status !== 204 && { 'Content-Length': String(Buffer.byteLength(text)) }),
    };
  }

  #note(method = '', target = '', reply: Reply, milliseconds: number): void {
    this.#options.log.request({ method, target, reply, milliseconds });
  }
}

function textOf({ body }: Reply): string {
  return body === undefined ? '' : JSON.stringify(body);
}
