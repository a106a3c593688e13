import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Receiver {
  readonly url: URL;
  readonly close: () => Promise<void>;
}

/** Puts a server on a free port of loopback; its receiver is at `/atteny`. */
export async function listening(server: Server): Promise<Receiver> {
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/atteny`),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server of node:http whose route answers 500 when it throws, as a framework does. */
export const plain = (route: Route): Promise<Receiver> =>
  listening(
    createServer((request, response) => {
      route(request, response).catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    }),
  );

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
