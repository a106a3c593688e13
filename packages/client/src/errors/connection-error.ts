import { AttenyError, type Failure } from './atteny-error.ts';

/** No reply, or one that was cut before its end. `outcome` says whether the request may have had its effect. */
export class ConnectionError extends AttenyError {
  override readonly name: string = 'ConnectionError';

  /** @param sent whether the request may have left */
  constructor(sent: boolean, failure: Failure) {
    super(
      sent ? 'a conexão caiu antes do fim da resposta.' : 'sem conexão com o servidor; nada foi enviado.',
      failure,
    );
  }
}

/** No complete reply within `timeout` milliseconds. */
export class TimeoutError extends AttenyError {
  override readonly name = 'TimeoutError';
  readonly timeout: number;

  constructor(timeout: number, failure: Failure) {
    super(`sem resposta completa em ${timeout} ms.`, failure);
    this.timeout = timeout;
  }
}

/** Codes of Node, Bun and undici for a connection that was never made, so that nothing can have been sent over it. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ConnectionRefused',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether an error of fetch says for certain that the request never left. Browsers do not tell: false. */
export function neverSent(error: unknown, depth = 5): boolean {
  if (!(error instanceof Error) || depth === 0) {
    return false;
  }
  const { code } = error as { code?: unknown };
  return (
    (typeof code === 'string' && neverConnected.has(code)) ||
    // Deno gives no code, but names the phase.
    error.message.includes('client error (Connect)') ||
    neverSent(error.cause, depth - 1)
  );
}
