import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AllowedCallers } from '@atteny/request-reading';
import { LiveContract } from './contract/live-contract.ts';
import type { Log } from './log/log.ts';

export interface StartOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Path of the contract's root document. */
  readonly contract: string;
  readonly dynamic: boolean;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A text of letters and digits that was not given before. */
  readonly newId: () => string;
  /** Who may call, beside this machine. */
  readonly allowedCallers: AllowedCallers;
  /** Milliseconds in which a request must have arrived. */
  readonly requestTimeout: number;
}

export interface RunningMock {
  /** Address of the API, such as `http://127.0.0.1:4010/api/v1`. */
  readonly url: string;
  /** Finishes what is being answered, for so many milliseconds at most, and ends. */
  close(patience: number): Promise<void>;
}

/** The mock cannot listen where it was told to. The message is for whoever told it. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Reads the contract and serves it.
 * @throws ContractError when the contract cannot be read
 * @throws ListenError when the address cannot be used
 */
export async function startMock(options: StartOptions): Promise<RunningMock> {
  const { log, newId } = options;
  // Prism takes longer to load than the contract to be read: both at once.
  const [live, { createMockServer }] = await Promise.all([
    LiveContract.open(options.contract, log),
    import('./http/server.ts'),
  ]);
  const server = createMockServer({
    ...options,
    contract: () => live.current,
    newSeed: newId,
    newRequestId: () => `req_${newId()}`,
  });
  try {
    await listen(server, options.port, options.host);
  } catch (error) {
    await live.close();
    throw error;
  }
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http://${host}:${port}${live.current.basePath}`,
    async close(patience) {
      await Promise.all([live.close(), closeServer(server, patience)]);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(sentenceOf(error, port, host), { cause: error })));
    server.listen(port, host, resolve);
  });
}

function sentenceOf(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return `A porta ${port} já está em uso em ${host}. Escolha outra com --port ou ATTENY_MOCK_PORT.`;
    case 'EACCES':
      return `Falta permissão para usar a porta ${port}. Escolha uma acima de 1023 com --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `Esta máquina não tem o endereço ${host}. Confira --host.`;
    default:
      return `Não foi possível escutar em ${host}:${port}: ${error.message}.`;
  }
}

async function closeServer(server: Server, patience: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(timer);
}
