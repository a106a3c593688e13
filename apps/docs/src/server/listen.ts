import { createServer } from 'node:http';
import { listen, type Place } from '@atteny/request-reading';

/** How whoever starts the documentation chooses another place. */
export const placeSettings = { port: '--port ou ATTENY_DOCS_PORT', host: '--host' };

/** Takes the place for a moment. @throws ListenError when it cannot be had */
export async function requireFreePort(place: Place): Promise<void> {
  const server = createServer();
  await listen(server, place, placeSettings);
  await new Promise((closed) => server.close(closed));
}
