import { ContractError } from '@atteny/contract/reading';
import { SettingsError } from './settings.ts';

type SystemError = NodeJS.ErrnoException & { port?: number };

const remedies: Record<string, (error: SystemError) => string> = {
  EADDRINUSE: ({ port }) => `A porta ${port} já está em uso. Escolha outra com --port ou ATTENY_DOCS_PORT.`,
  EACCES: (error) =>
    error.port === undefined
      ? unwritable(error)
      : `Falta permissão para usar a porta ${error.port}. Escolha uma acima de 1023 com --port.`,
  EPERM: unwritable,
  EROFS: unwritable,
  ENOSPC: () => 'O disco está cheio.',
  EADDRNOTAVAIL: () => 'Esta máquina não tem o endereço pedido. Confira --host.',
  ENOTFOUND: () => 'Esta máquina não conhece o nome pedido. Confira --host.',
};

/** What went wrong in one sentence, with its remedy; the stack only for what nobody foresaw. */
export function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof ContractError) return `O contrato tem erros:\n${error.message}`;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return (code && remedies[code]?.(error)) || error.message;
}

function unwritable({ path }: SystemError): string {
  return `Não é possível escrever em ${path}. Dê a este usuário permissão para isso.`;
}
