import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProgram } from '@atteny/local-servers';

/** nginx as compose.yaml runs it, before servers at other addresses. */
export interface Proxy {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Whether this machine has an nginx. */
export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v']).status === 0;
}

/** Starts nginx with deploy/nginx.conf; `ports` take the places of its servers, in their order. */
export async function startProxy(configuration: string, ports: readonly number[]): Promise<Proxy> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'atteny-nginx-'));
  const file = join(folder, 'nginx.conf');
  let text = replaced(readFileSync(configuration, 'utf8'), 'listen 8080;', `listen 127.0.0.1:${port};`);
  for (const [index, of] of ports.entries()) {
    text = replaced(text, `server server-${index + 1}:4000 `, `server 127.0.0.1:${of} `);
  }
  writeFileSync(file, text);
  const directives = `daemon off; pid ${join(folder, 'nginx.pid')};`;
  const program = startProgram('nginx', ['-p', folder, '-c', file, '-e', 'stderr', '-g', directives]);
  const origin = `http://127.0.0.1:${port}`;
  await program.answers(`${origin}/healthz`);
  return {
    origin,
    async stop() {
      await program.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function replaced(text: string, what: string, by: string): string {
  if (!text.includes(what)) throw new Error(`nginx.conf does not say “${what}”.`);
  return text.replace(what, by);
}
