import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { secretsKeyFile, secretsKeyOf } from './key-file.ts';
import { secretsKeyBytes } from '../webhooks/secrets/secret-box.ts';
import type { Settings } from './settings.ts';

/**
 * The key that seals the secrets of webhooks: from the settings, else from the data folder, where it is made on
 * first use. A sandbox over PostgreSQL without one makes it of the database's address, so that every process on it, and
 * every restart, has the same; production asks for one.
 *
 * @throws when the key is not base64 of the right length.
 */
export function secretsKeyFor({ secretsKey, storage }: Pick<Settings, 'secretsKey' | 'storage'>): Buffer {
  if (secretsKey !== null) return secretsKeyOf(secretsKey, 'ATTENY_SECRETS_KEY');
  if (storage.kind === 'folder') return secretsKeyFile(join(storage.path, 'secrets.key'));
  if (storage.kind === 'postgres') return createHash('sha256').update(`sandbox ${storage.url}`).digest();
  return randomBytes(secretsKeyBytes);
}
