import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { failure } from './failures.ts';
import { newId } from './ids.ts';

export interface Listening {
  readonly port: number;
  readonly server: Server;
  /** Takes no more requests, finishes those under way (ten seconds at most), and ends. */
  close(): Promise<void>;
}

// A client gets this long for its headers, its whole request, and between two requests.
const headersMilliseconds = 10_000;
const requestMilliseconds = 30_000;
const idleMilliseconds = 65_000;
const silentMilliseconds = 120_000;
const checkMilliseconds = 2_000;
const headerBytes = 16_384;
const connections = 10_000;
const graceMilliseconds = 10_000;
const sweepMilliseconds = 50;

/** Puts an app on a socket, with every limit set. @throws when the port is taken. */
export function listen(
  app: RequestListener,
  { port, host }: { port: number; host: string },
): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: headersMilliseconds,
      requestTimeout: requestMilliseconds,
      keepAliveTimeout: idleMilliseconds,
      connectionsCheckingInterval: checkMilliseconds,
      maxHeaderSize: headerBytes,
    },
    app,
  );
  server.setTimeout(silentMilliseconds);
  server.maxConnections = connections;
  // Expect: what this server does not know of it, it ignores.
  server.on('checkExpectation', app);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error, socket as Socket));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const { port: open } = server.address() as AddressInfo;
      resolve({ port: open, server, close: () => close(server) });
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
    // A connection that was busy becomes idle with its reply.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(sweep);
      done();
    });
    server.on('request', (_request, response) => response.setHeader('Connection', 'close'));
  });
}

const statuses: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

// What is no HTTP at all is answered in the envelope too.
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  const body = JSON.stringify(failure('invalidBody').body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Date: ${new Date().toUTCString()}`,
      `X-Request-Id: ${newId('req')}`,
      '',
      body,
    ].join('\r\n'),
  );
}
