import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { secretsKeyBytes } from '../webhooks/secrets/secret-box.ts';

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
