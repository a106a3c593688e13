import { AttenyError, type Failure } from './atteny-error.ts';
import { codeOf, neverSent } from './never-sent.ts';

/** No reply, or one that was cut before its end. `outcome` says whether the request may have had its effect. */
export class ConnectionError extends AttenyError {
  override readonly name: string = 'ConnectionError';
  /** What the system calls it, such as `ECONNREFUSED`: the first code of the cause and its causes. */
  readonly code: string | undefined;
  /** The mistake is on this side (address, certificate, port, the `fetch` given): the same call would fail again. */
  readonly local: boolean;

  /** @param local whether the mistake is on this side */
  constructor(problem: string, local: boolean, failure: Failure) {
    const code = codeOf(failure.cause);
    super(`${problem}${code === undefined ? '' : ` (${code})`}.`, failure);
    this.code = code && failure.redact(code);
    this.local = local;
  }
}

/** The error for what a fetch rejected with. */
export function connectionError(cause: unknown, failure: Failure): ConnectionError {
  const never = neverSent(cause);
  return never
    ? new ConnectionError(`nada foi enviado: ${never.problem}`, never.local, {
        ...failure,
        outcome: 'not_done',
        cause,
      })
    : new ConnectionError('a conexão caiu antes do fim da resposta', false, { ...failure, cause });
}

/** The error for a fetch that threw instead of giving a promise: whatever it is, it sent nothing. */
export const fetchThrew = (cause: unknown, failure: Failure): ConnectionError =>
  new ConnectionError(
    `nada foi enviado, o fetch falhou ao ser chamado: ${(cause as Error | undefined)?.message}`,
    true,
    { ...failure, outcome: 'not_done', cause },
  );

/** No complete reply within `timeout` milliseconds. */
export class TimeoutError extends AttenyError {
  override readonly name = 'TimeoutError';
  readonly timeout: number;

  constructor(timeout: number, failure: Failure) {
    super(`sem resposta completa em ${timeout} ms.`, failure);
    this.timeout = timeout;
  }
}
