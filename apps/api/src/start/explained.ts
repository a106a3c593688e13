import { FolderTaken } from '../db/folder-lock.ts';
import { SettingsError } from './settings.ts';

const remedies: Record<string, string> = {
  EADDRINUSE: 'A porta está em uso. Escolha outra em ATTENY_API_PORT.',
  EACCES:
    'Sem permissão para a porta ou para a pasta de dados. Escolha outras em ATTENY_API_PORT ou ATTENY_DATA_FOLDER.',
  ECONNREFUSED: 'O PostgreSQL (DATABASE_URL) ou o Redis (REDIS_URL) não responde.',
  ENOTFOUND: 'O nome do servidor em DATABASE_URL ou REDIS_URL não existe.',
  '28P01': 'O PostgreSQL recusou a senha em DATABASE_URL.',
  '3D000': 'O banco nomeado em DATABASE_URL não existe.',
};

/** Why a process could not start, in one sentence where it is known, with the remedy. */
export function explained(error: unknown): string {
  if (error instanceof SettingsError || error instanceof FolderTaken) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const remedy = remedies[code];
  return remedy === undefined ? (error.stack ?? error.message) : `${remedy} (${error.message || code})`;
}
