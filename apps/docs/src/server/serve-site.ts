import { createServer } from 'node:http';
import { listen, nameOf } from '@atteny/request-reading';
import { bundleOrigins } from './origins-of-site.ts';
import type { LocalPorts } from '../site/origins.ts';
import { answer } from './answer.ts';
import { placeSettings } from './listen.ts';

export interface ServeOptions {
  /** The folder of the built site. */
  folder: string;
  host: string;
  /** 0 for any free one. */
  port: number;
  ports: LocalPorts;
}

export interface ServedSite {
  /** With a slash at the end. */
  url: string;
  close: () => Promise<void>;
}

/** Serves the built site until closed. Rejects with a ListenError when the port or the address cannot be had. */
export async function serveSite({ folder, host, port, ports }: ServeOptions): Promise<ServedSite> {
  const origins = await bundleOrigins(folder, ports);
  const server = createServer((request, response) => {
    answer(folder, origins, request, response).catch((error: unknown) => {
      console.error('docs:', error);
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('500');
    });
  });
  const actual = await listen(server, { host, port }, placeSettings);
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : nameOf(host)}:${actual}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
