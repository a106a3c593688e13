import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type AllowedCallers, endReply, originHeaders } from '@atteny/request-reading';
import type { MockContract } from '../contract/mock-contract.ts';
import type { Log } from '../log/log.ts';
import type { Reply } from './reply.ts';

export interface WriterOptions {
  /** Whose pages may read replies, beside those of this machine. */
  readonly allowedCallers: AllowedCallers;
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
    response.writeHead(reply.status, this.#headers(contract, request, reply, text));
    endReply(request, response, text);
    this.#note(request.method, request.url, reply, this.#options.now() - started);
  }

  /** Sends the reply on a connection for which node has no response object, and closes it. */
  sendRaw(contract: MockContract, socket: Duplex, reply: Reply): void {
    const text = textOf(reply);
    const headers = { ...this.#headers(contract, { headers: {} }, reply, text), Connection: 'close' };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status]}\r\n${lines.join('')}\r\n${text}`);
    this.#note('-', '-', reply, 0);
  }

  #headers(
    contract: MockContract,
    { headers }: Pick<IncomingMessage, 'headers'>,
    reply: Reply,
    text: string,
  ): Record<string, string> {
    const exposed = [...contract.exposedHeaders, 'Preference-Applied', 'Date'].join(', ');
    return {
      ...originHeaders(headers, this.#options.allowedCallers, exposed),
      ...reply.headers,
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
