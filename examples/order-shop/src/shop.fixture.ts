import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface RunningShop {
  /** Posts JSON, or a body as it is, to a path of the shop. */
  post(path: string, body: object | string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** A free port, for a shop whose address must be known before it starts. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The shop as its owner starts it: a process that knows nothing but its environment. */
export async function startShop(port: number, environment: Record<string, string>): Promise<RunningShop> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'], PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The shop ended with ${String(code)}.`))),
  ]);
  return {
    post: (path, body, headers = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
