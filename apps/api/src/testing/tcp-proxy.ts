import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to another server that a test can close, or make silence everything. */
export interface TcpProxy {
  readonly port: number;
  /** From now on nothing comes back, and nothing is said about it. */
  silence(): void;
  /** Breaks every connection and takes no more. */
  cut(): Promise<void>;
}

/** Opens a proxy to a port of this machine. */
export async function openTcpProxy(port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => silent || far.write(chunk));
    far.on('data', (chunk) => silent || near.write(chunk));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    silence() {
      silent = true;
    },
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
