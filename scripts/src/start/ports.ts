import { createServer } from 'node:net';
import type { Part } from './parts.ts';
import { StartError } from './start-error.ts';

/**
 * The port of each part, by its variable.
 * @throws StartError when a variable holds no port, or two parts would share one
 */
export function portsFrom(environment: NodeJS.ProcessEnv, parts: readonly Part[]): Map<Part, number> {
  const ports = new Map<Part, number>();
  for (const part of parts) {
    const port = portOf(part, environment[part.variable]);
    const other = [...ports].find(([, taken]) => taken === port)?.[0];
    if (other) {
      throw new StartError(
        `${other.variable} e ${part.variable} pedem a mesma porta, ${port}. Escolha outra para uma delas.`,
      );
    }
    ports.set(part, port);
  }
  return ports;
}

function portOf(part: Part, value: string | undefined): number {
  if (value === undefined || value === '') return part.defaultPort;
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw new StartError(`${part.variable} deve ser uma porta entre 1 e 65535, e não "${value}".`);
}

/**
 * Makes sure that nobody listens on the ports, on either address that `localhost` may mean.
 * @throws StartError naming each port that cannot be had, and the variable that changes it
 */
export async function assertFree(ports: ReadonlyMap<Part, number>): Promise<void> {
  const refusals = await Promise.all(
    [...ports].map(async ([part, port]) => {
      const [code] = (await Promise.all([refusal(port, '127.0.0.1'), refusal(port, '::1')])).filter(
        (c) => c !== undefined,
      );
      return code === undefined ? [] : [sentence(part, port, code)];
    }),
  );
  if (refusals.flat().length > 0) throw new StartError(refusals.flat().join('\n'));
}

function sentence({ name, variable }: Part, port: number, code: string): string {
  const cause =
    code === 'EACCES' ? 'só pode ser usada pelo administrador' : 'já está em uso por outro programa';
  return `A porta ${port} (${name}) ${cause}. Libere-a ou escolha outra: ${variable}=${port < 64_535 ? port + 1000 : 4500}.`;
}

/** Error code with which listening is refused; an address that this machine does not have refuses nobody. */
function refusal(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code === 'EADDRINUSE' || code === 'EACCES' ? code : undefined);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
