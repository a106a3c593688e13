import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { listen, nameOf, type Place } from '@atteny/request-reading';
import type { ContractDocument } from '../contract/document.ts';
import { type LocalPorts, type Origins, originsOf } from '../site/origins.ts';
import { answer } from './answer.ts';

/** How whoever starts the documentation chooses another place. */
const placeSettings = { port: '--port ou ATTENY_DOCS_PORT', host: '--host' };

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
  const origins = await originsOfSite(folder, ports);
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

/** The servers that a built site speaks of, read from the contract in it. */
async function originsOfSite(folder: string, ports: LocalPorts): Promise<Origins> {
  const text = await readFile(join(folder, 'openapi.json'), 'utf8');
  return originsOf(JSON.parse(text) as ContractDocument, ports);
}

/** Takes the place for a moment. @throws ListenError when it cannot be had */
export async function requireFreePort(place: Place): Promise<void> {
  const server = createServer();
  await listen(server, place, placeSettings);
  await new Promise((closed) => server.close(closed));
}
