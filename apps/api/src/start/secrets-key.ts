import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
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

/**
 * The secrets key of a data folder: read from its file, made on first use, readable by the owner alone.
 * Throws when the file cannot be read or written, or holds something else.
 */
export function secretsKeyFile(path: string): Buffer {
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, `${randomBytes(secretsKeyBytes).toString('base64')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return secretsKeyOf(readFileSync(path, 'utf8'), path);
}

/** The key written as base64 in a file or a variable; `source` names it in the error. */
export function secretsKeyOf(text: string, source: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== secretsKeyBytes || key.toString('base64') !== text.trim()) {
    throw new Error(`${source} must hold ${secretsKeyBytes} bytes in base64 (openssl rand -base64 32)`);
  }
  return key;
}
