import { ContractError } from '@atteny/contract/reading';
import { ListenError } from '@atteny/request-reading';
import { SettingsError } from './settings.ts';

const remedies: Record<string, (error: NodeJS.ErrnoException) => string> = {
  EACCES: unwritable,
  EPERM: unwritable,
  EROFS: unwritable,
  ENOSPC: () => 'O disco está cheio.',
};

/** What went wrong in one sentence, with its remedy; the stack only for what nobody foresaw. */
export function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof ListenError) return error.message;
  if (error instanceof ContractError) return `O contrato tem erros:\n${error.message}`;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return (code && remedies[code]?.(error)) || error.message;
}

function unwritable({ path }: NodeJS.ErrnoException): string {
  return `Não é possível escrever em ${path}. Dê a este usuário permissão para isso.`;
}
