import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Server as SocketServer } from 'node:net';

/** Where a server listens. */
export interface Place {
  /** `localhost` is both addresses of this machine that browsers and programs take it for: 127.0.0.1 and ::1. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
}

/** The port of each server unless another is asked for. Each says by it where the others are. */
export const usualPorts = { sandbox: 4000, mock: 4010, docs: 4020 } as const;

/** How whoever started a server chooses another place: `--port ou ATTENY_MOCK_PORT`. */
export interface PlaceSettings {
  readonly port: string;
  readonly host: string;
}

/** A server cannot listen where it was told to. The message is a sentence in Portuguese for whoever told it. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** The system's: `EADDRINUSE`, `EACCES`, … */
  readonly code: string | undefined;

  constructor(message: string, cause: NodeJS.ErrnoException) {
    super(message, { cause });
    this.code = cause.code;
  }
}

const attempts = 10;

/**
 * Lets a server listen.
 * @returns its port
 * @throws ListenError when the place cannot be had
 */
export async function listen(server: Server, place: Place, settings: PlaceSettings): Promise<number> {
  try {
    if (place.host === 'localhost') return await listenOnBoth(server, place.port);
    return await open(server, place.port, place.host);
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    throw new ListenError(sentenceOf(cause, place, settings), cause);
  }
}

/** How a place is written in an address. */
export function nameOf(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

async function listenOnBoth(server: Server, wanted: number): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await open(server, wanted, '127.0.0.1');
    const second = createServer((socket) => server.emit('connection', socket));
    try {
      await open(second, port, '::1');
      closeTogether(server, second);
      return port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A machine without IPv6 has one address only.
      if (code !== 'EADDRINUSE' && code !== 'EACCES') return port;
      await closed(server);
      // Of a port that the system chose, the other half may be somebody's.
      if (wanted !== 0 || attempt === attempts) throw error;
    }
  }
}

/** A server that closes takes no connections on its other address either, and is closed when those that it took there have ended. */
function closeTogether(server: Server, second: SocketServer): void {
  const close = server.close.bind(server);
  server.close = (done) => {
    let left = 2;
    const over = (error?: Error) => {
      left -= 1;
      if (left === 0) done?.(error);
    };
    second.close(over);
    return close(over);
  };
}

function open(server: SocketServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closed(server: SocketServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function sentenceOf(error: NodeJS.ErrnoException, { host, port }: Place, settings: PlaceSettings): string {
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return `A porta ${port} já está em uso em ${host}. Escolha outra com ${settings.port}.`;
    case 'EACCES':
      return `Falta permissão para usar a porta ${port}. Escolha uma acima de 1023 com ${settings.port}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `Esta máquina não tem o endereço ${host}. Confira ${settings.host}.`;
    default:
      return `Não foi possível escutar em ${host}:${port}: ${error.message}.`;
  }
}
