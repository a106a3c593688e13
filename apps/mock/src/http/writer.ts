import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type AllowedCallers, endReply, originHeaders } from '@atteny/request-reading';
import type { LiveVersion } from '../contract/live-contract.ts';
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
    version: LiveVersion,
    request: IncomingMessage,
    response: ServerResponse,
    reply: Reply,
    started: number,
  ): void {
    if (response.headersSent || response.destroyed) return;
    if (reply.fault === 'cut') response.destroy();
    else this.#write(version, request, response, reply);
    this.#note(request.method, request.url, reply, this.#options.now() - started);
  }

  /** Sends the reply on a connection for which node has no response object, and closes it. */
  sendRaw(version: LiveVersion, socket: Duplex, reply: Reply): void {
    const text = textOf(reply);
    const headers = { ...this.#headers(version, { headers: {} }, reply, text), Connection: 'close' };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status]}\r\n${lines.join('')}\r\n${text}`);
    this.#note('-', '-', reply, 0);
  }

  #write(version: LiveVersion, request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    const text = textOf(reply);
    response.writeHead(reply.status, this.#headers(version, request, reply, text));
    if (reply.fault !== 'truncated') {
      endReply(request, response, text);
      return;
    }
    // Its Content-Length promises all of it.
    const bytes = Buffer.from(text);
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  }

  #headers(
    { contract, stale }: LiveVersion,
    { headers }: Pick<IncomingMessage, 'headers'>,
    reply: Reply,
    text: string,
  ): Record<string, string> {
    return {
      ...originHeaders(headers, this.#options.allowedCallers, contract.exposedHeaders),
      ...reply.headers,
      'Cache-Control': 'no-store',
      'X-Contract-Version': contract.version,
      ...(stale && { 'X-Contract-Stale': 'true' }),
      'X-Request-Id': this.#options.newRequestId(),
      ...(text !== '' && { 'Content-Type': typeOf(reply) }),
      ...(reply.status !== 204 && { 'Content-Length': String(Buffer.byteLength(text)) }),
    };
  }

  #note(method = '', target = '', reply: Reply, milliseconds: number): void {
    this.#options.log.request({ method, target, reply, milliseconds });
  }
}

function textOf({ body, text, page, fault, status }: Reply): string {
  if (fault === 'empty') return '';
  if (fault === 'html') return errorPage(status);
  return page ?? text ?? (body === undefined ? '' : JSON.stringify(body));
}

function typeOf({ page, fault }: Reply): string {
  return page !== undefined || fault === 'html'
    ? 'text/html; charset=utf-8'
    : 'application/json; charset=utf-8';
}

/** What stands between a client and a server answers like this when it has something to say itself. */
function errorPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body><center><h1>${title}</h1></center><hr><center>proxy</center></body>
</html>
`;
}
