import type { Context } from './context.ts';
import { CommandError, exits } from './exit.ts';

/** Why nobody could be reached at the address of a sandbox, and what to do. */
export function unreachable({ say }: Context, url: string, cause: unknown): CommandError {
  const code = codeOf(cause);
  if (/CERT|SSL|TLS|SIGN|EPROTO/.test(code)) {
    return new CommandError(
      exits.tls,
      say(
        `A conexão TLS com ${url} falhou (${code}). Confira o certificado, ou use http se for o sandbox desta máquina.`,
        `The TLS connection to ${url} failed (${code}). Check its certificate, or use http for a sandbox on this machine.`,
      ),
      { cause },
    );
  }
  return new CommandError(
    exits.noSandbox,
    say(
      `Nenhum sandbox responde em ${url}${code && ` (${code})`}. Inicie um com «atteny sandbox», ou diga onde está: --url ou ATTENY_URL.`,
      `No sandbox answers at ${url}${code && ` (${code})`}. Start one with “atteny sandbox”, or say where it is: --url or ATTENY_URL.`,
    ),
    { cause },
  );
}

/** The code of what broke a connection, however deep it lies. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  return 'code' in error ? String(error.code) : codeOf(error.cause);
}
