import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CuttingProxy {
  origin: string;
  /** How many connections it has cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/**
 * Passes requests on and cuts a share of the connections after the request has gone through: one half before the reply
 * begins, the other in the middle of its body. The server has done its work in both.
 * @param random from 0 (included) to 1 (excluded)
 */
export async function startCuttingProxy(
  target: string,
  share: number,
  random: () => number,
): Promise<CuttingProxy> {
  let cuts = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = forward(`${target}${url}`, { method, headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        const body = Buffer.concat(parts);
        const isCut = random() < share;
        if (!isCut) {
          outgoing.writeHead(reply.statusCode ?? 502, reply.headers).end(body);
          return;
        }
        cuts += 1;
        if (random() < 0.5) {
          outgoing.socket?.destroy();
          return;
        }
        outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
        outgoing.write(body.subarray(0, body.length / 2), () => outgoing.socket?.destroy());
      });
    });
    onward.on('error', () => outgoing.socket?.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Chance that is the same in every run: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
