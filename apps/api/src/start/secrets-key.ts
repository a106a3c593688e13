import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type SecretsKeys, secretsKeyBytes } from '../webhooks/secrets/secret-box.ts';
import { SettingsError } from './environment.ts';
import type { Settings } from './settings.ts';

/**
 * The keys of the secrets of webhooks: from the settings, else from the data folder, where one is made on
 * first use. A sandbox over PostgreSQL without one makes it of the database's address, so that every process on it, and
 * every restart, has the same; production asks for one.
 *
 * @throws SettingsError when a key is not base64 of the right length.
 */
export function secretsKeysFor({
  secretsKey,
  storage,
}: Pick<Settings, 'secretsKey' | 'storage'>): SecretsKeys {
  if (secretsKey !== null) return secretsKeysOf(secretsKey, 'ATTENY_SECRETS_KEY');
  if (storage.kind === 'folder') return secretsKeyFile(join(storage.path, 'secrets.key'));
  if (storage.kind === 'postgres') return [createHash('sha256').update(`sandbox ${storage.url}`).digest()];
  return [randomBytes(secretsKeyBytes)];
}

/**
 * The secrets keys of a data folder: read from their file, one made on first use, readable by the owner alone.
 * Throws when the file cannot be read or written, or holds something else.
 */
export function secretsKeyFile(path: string): SecretsKeys {
  if (!existsSync(path)) {
    // Whole or not at all: half a key would be taken for a wrong one.
    const made = `${path}-new`;
    writeFileSync(made, `${randomBytes(secretsKeyBytes).toString('base64')}\n`, { mode: 0o600, flush: true });
    renameSync(made, path);
  }
  return secretsKeysOf(readFileSync(path, 'utf8'), path);
}

/** Keys in base64, the one that seals first, with commas or on lines of their own; `source` names it in the error. */
function secretsKeysOf(text: string, source: string): SecretsKeys {
  const [sealing = '', ...opening] = text.trim().split(/[\s,]+/);
  const keyOf = (written: string): Buffer => {
    const key = Buffer.from(written, 'base64');
    if (key.length === secretsKeyBytes && key.toString('base64') === written) return key;
    throw new SettingsError([
      `${source}: cada chave tem ${secretsKeyBytes} bytes em base64 (openssl rand -base64 32).`,
    ]);
  };
  return [keyOf(sealing), ...opening.map(keyOf)];
}
