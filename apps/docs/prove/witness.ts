import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** Stands where the samples expect a server, passes everything on to the real one, and notes what was answered. */
export interface Witness {
  /** Method, path and status of each exchange since the last question. */
  take(): { method: string; path: string; status: number }[];
  close(): Promise<void>;
}

/** @throws when the port is taken. */
export async function witness(port: number, origin: string): Promise<Witness> {
  let seen: ReturnType<Witness['take']> = [];
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const passed = request(new URL(url, origin), { method, headers }, (reply) => {
      const status = reply.statusCode ?? 0;
      seen.push({ method, path: url, status });
      outgoing.writeHead(status, reply.headers);
      reply.pipe(outgoing);
    });
    passed.on('error', (error) => outgoing.destroy(error));
    incoming.pipe(passed);
  });
  // `localhost` may be either family: without a host both are heard.
  server.listen(port);
  await once(server, 'listening');
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
