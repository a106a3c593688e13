import type { Server } from 'node:http';
import { listen, nameOf } from '@atteny/request-reading';
import { LiveContract } from './contract/live-contract.ts';
import type { MockServerOptions } from './http/server.ts';

export interface StartOptions extends Omit<MockServerOptions, 'contract' | 'newSeed' | 'newRequestId'> {
  /** `localhost` for both addresses of this machine. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Path of the contract's root document. */
  readonly contract: string;
  /** A text of letters and digits that was not given before. */
  readonly newId: () => string;
}

export interface RunningMock {
  /** Address of the API, such as `http://localhost:4010/api/v1`. */
  readonly url: string;
  /** Finishes what is being answered, for so many milliseconds at most, and ends. */
  close(graceMs: number): Promise<void>;
}

/**
 * Reads the contract and serves it.
 * @throws ContractError when the contract cannot be read
 * @throws ListenError when the address cannot be used
 */
export async function startMock(options: StartOptions): Promise<RunningMock> {
  const { log, newId, host } = options;
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
    const port = await listen(server, options, { port: '--port ou ATTENY_MOCK_PORT', host: '--host' });
    return {
      url: `http://${nameOf(host)}:${port}${live.current.contract.basePath}`,
      async close(graceMs) {
        await Promise.all([live.close(), closeServer(server, graceMs)]);
      },
    };
  } catch (error) {
    await live.close();
    throw error;
  }
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
