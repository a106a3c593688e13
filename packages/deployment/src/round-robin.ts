import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A proxy as small as it can be: the servers in turn, and the next one where nobody takes the connection. */
export async function openRoundRobin(ports: readonly number[]): Promise<{ port: number; close(): void }> {
  let turn = 0;
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    turn += 1;
    for (let index = 0; index < ports.length; index += 1) {
      const reply = await replyOf(ports[(turn + index) % ports.length] ?? 0, request, body);
      if (reply === undefined) continue;
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
      return;
    }
    response.writeHead(502).end();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** undefined when nobody listens there. */
async function replyOf(
  port: number,
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage | undefined> {
  const onward = ask({ host: '127.0.0.1', port, method, path, headers }).end(body);
  try {
    const [reply] = (await once(onward, 'response')) as [IncomingMessage];
    return reply;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return undefined;
    throw error;
  }
}
