import { type RequestListener, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import { consoleLimits } from '@atteny/contract';
import {
  closeUnusedConnections,
  closeWithReplies,
  createHttpServer,
  type Detail,
  listen as listenAt,
  type Place,
} from '@atteny/request-reading';
import { failure } from './failures.ts';
import { newId } from './ids.ts';

export interface Listening {
  readonly port: number;
  readonly server: Server;
  /** Takes no more connections, answers what comes on those that linger and what is under way (ten seconds at most), and ends. */
  close(): Promise<void>;
}

export interface ListenOptions extends Place {
  /**
   * How long a closing server answers on connections that are idle, each once, before it closes them; not at all when left out.
   * A proxy may have sent a request that has not come yet, and cannot send a POST again.
   */
  readonly lingerMs?: number;
}

// A client gets this long for its headers, its whole request, and between two requests.
const headersMs = 10_000;
const requestMs = 30_000;
const idleMs = 65_000;
// The longest that the contract lets a reply take, and time to send it.
const silentMs = (consoleLimits.clockAdvanceSeconds + 15) * 1000;
const checkMs = 2_000;
const headerBytes = 16_384;
const connections = 10_000;
const graceMs = 10_000;
const sweepMs = 50;

const settings = { port: '--port ou ATTENY_API_PORT', host: '--host ou ATTENY_API_HOST' };

/** Puts an app on a socket, with every limit set. @throws ListenError when the place cannot be had. */
export async function listen(
  app: RequestListener,
  { port, host, lingerMs = 0 }: ListenOptions,
): Promise<Listening> {
  const server = createHttpServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: idleMs,
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: headerBytes,
    },
    {
      request: app,
      unreadable: (_request, response, fault) => answer(response, fault),
      noRequest: (socket, fault) => socket.end(bareReply(fault)),
    },
  );
  server.setTimeout(silentMs);
  server.maxConnections = connections;
  const open = await listenAt(server, { port, host }, settings);
  return { port: open, server, close: () => close(server, lingerMs) };
}

function close(server: Server, lingerMs: number): Promise<void> {
  return new Promise((done) => {
    const closeIdle = server.closeIdleConnections.bind(server);
    // Node closes them by this as it closes a server.
    if (lingerMs > 0) server.closeIdleConnections = () => {};
    const sweep = () => {
      closeIdle();
      // After whatever waits to be read.
      setImmediate(closeUnusedConnections, server);
    };
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    const lingers = performance.now() + lingerMs;
    // A connection that was busy becomes idle with its reply.
    const sweeps = setInterval(() => performance.now() >= lingers && sweep(), sweepMs);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(sweeps);
      done();
    });
    closeWithReplies(server);
  });
}

// What cannot be read as a request is answered in the envelope too.
function headersOf(body: string): Record<string, string> {
  return {
    Connection: 'close',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Request-Id': newId('req'),
  };
}

function answer(response: ServerResponse, fault: Detail): void {
  const { status, body } = failure('invalidBody', [fault]);
  const text = JSON.stringify(body);
  response.writeHead(status, headersOf(text)).end(text);
}

/** The same where there is no response to write it to. */
function bareReply(fault: Detail): string {
  const { status, body } = failure('invalidBody', [fault]);
  const text = JSON.stringify(body);
  const headers = { ...headersOf(text), Date: new Date().toUTCString() };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`;
}
