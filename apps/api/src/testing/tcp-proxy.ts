import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to another server that a test can break in the ways in which networks break. */
export interface TcpProxy {
  /** The server's address by this way. */
  readonly url: string;
  /** All is well again: for connections that are made from now on, and those that were only slow. */
  mend(): Promise<void>;
  /** Half-open: nothing comes through, nothing is said about it, and what was open stays dead for ever. */
  silence(): void;
  /** Everything that is sent arrives so many milliseconds later. */
  slow(milliseconds: number): void;
  /** Ends every connection. */
  cut(): void;
  /** Resets every connection. */
  reset(): void;
  /** Ends every connection and takes no more. */
  refuse(): Promise<void>;
  /** Calls `act` at the moment at which something that contains `text` is about to be passed on, once. */
  before(text: string, act: () => void): void;
  close(): Promise<void>;
}

interface Link {
  readonly near: Socket;
  readonly far: Socket;
  dead: boolean;
}

const usualPorts: Record<string, number> = { 'postgres:': 5432, 'postgresql:': 5432, 'redis:': 6379 };

/** Opens a proxy to the server at an address such as `postgres://127.0.0.1:5432/name`. */
export async function openTcpProxy(address: string): Promise<TcpProxy> {
  const { protocol, hostname, port } = new URL(address);
  const there = {
    host: hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1',
    port: Number(port) || usualPorts[protocol] || 0,
  };
  const links = new Set<Link>();
  let silent = false;
  let delay = 0;
  let watched: { text: string; act: () => void } | undefined;

  const server = createServer((near) => {
    const link: Link = { near, far: connect(there), dead: silent };
    links.add(link);
    pass(link, near, link.far);
    pass(link, link.far, near);
  });

  function pass(link: Link, from: Socket, to: Socket): void {
    from.on('error', () => {});
    from.on('data', (chunk: Buffer) => {
      if (watched !== undefined && chunk.includes(watched.text)) {
        const { act } = watched;
        watched = undefined;
        act();
      }
      if (link.dead) return;
      if (delay === 0) to.write(chunk);
      else setTimeout(() => link.dead || to.write(chunk), delay);
    });
    from.on('close', () => {
      // Of a silent connection neither side learns how the other fares.
      if (link.dead) return;
      links.delete(link);
      to.destroy();
    });
  }

  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const breakAll = (breakOff: (socket: Socket) => void) => {
    for (const { near, far } of links) {
      breakOff(near);
      breakOff(far);
    }
    links.clear();
  };
  const stopListening = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    breakAll((socket) => socket.destroy());
    await closed;
  };

  const own = await listen(0);
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(own);
  return {
    url: url.href,
    async mend() {
      silent = false;
      delay = 0;
      if (!server.listening) await listen(own);
    },
    silence() {
      silent = true;
      for (const link of links) link.dead = true;
    },
    slow(milliseconds) {
      delay = milliseconds;
    },
    cut: () => breakAll((socket) => socket.destroy()),
    reset: () => breakAll((socket) => socket.resetAndDestroy()),
    refuse: stopListening,
    before(text, act) {
      watched = { text, act };
    },
    close: stopListening,
  };
}
