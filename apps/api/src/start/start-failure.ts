import { ListenError } from '@atteny/request-reading';
import { FolderTaken, FolderUnusable } from '../db/data-folder.ts';
import { SettingsError } from './environment.ts';

const noAnswer = 'O PostgreSQL (DATABASE_URL) ou o Redis (REDIS_URL) não responde.';
const wrongCertificate =
  'O certificado do PostgreSQL não é de quem DATABASE_URL diz: confira sslrootcert e o nome do servidor.';

const fullDisk =
  'Não é possível escrever na pasta de dados: o disco está cheio. Libere espaço, ou escolha outra em ATTENY_DATA_FOLDER.';

/** By the code of an error; where it has none by its message, or by the first word of that, which is Redis's code. */
const remedies: Record<string, string> = {
  EACCES: 'Sem permissão para a pasta de dados. Escolha outra em ATTENY_DATA_FOLDER.',
  ENOSPC: fullDisk,
  'database or disk is full': fullDisk,
  ECONNREFUSED: noAnswer,
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noAnswer,
  'Connection terminated due to connection timeout': noAnswer,
  'Connection timeout': noAnswer,
  ENOTFOUND: 'O nome do servidor em DATABASE_URL ou REDIS_URL não existe.',
  DEPTH_ZERO_SELF_SIGNED_CERT: wrongCertificate,
  SELF_SIGNED_CERT_IN_CHAIN: wrongCertificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: wrongCertificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: wrongCertificate,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongCertificate,
  CERT_HAS_EXPIRED: wrongCertificate,
  'The server does not support SSL connections':
    'O PostgreSQL não aceita TLS, que DATABASE_URL pede. Ligue-o no PostgreSQL (ssl = on), ou tire sslmode.',
  ENOENT: 'Falta um arquivo que DATABASE_URL nomeia, como o de sslrootcert.',
  '28P01': 'O PostgreSQL recusou a senha em DATABASE_URL.',
  '28000': 'O PostgreSQL não deixa entrar o usuário de DATABASE_URL.',
  '42501': 'O usuário de DATABASE_URL não pode criar tabelas no banco.',
  NOAUTH: 'O Redis recusou a senha em REDIS_URL.',
  WRONGPASS: 'O Redis recusou a senha em REDIS_URL.',
  '3D000': 'O banco nomeado em DATABASE_URL não existe.',
};

/** What has its sentence already. */
const told = [SettingsError, FolderTaken, FolderUnusable, ListenError];

/** Why a process could not start, in one sentence where it is known, with the remedy. */
export function startFailure(error: unknown): string {
  if (told.some((kind) => error instanceof kind)) return (error as Error).message;
  if (!(error instanceof Error)) return String(error);
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    const [word = ''] = cause.message.split(' ');
    const remedy = remedies[code] ?? remedies[cause.message] ?? remedies[word];
    if (remedy !== undefined) return `${remedy} (${cause.message || code})`;
  }
  return error.stack ?? error.message;
}
