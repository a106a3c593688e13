import { consoleDocument, patternAt } from '@atteny/contract/documents';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { randomBase62 } from '../ids.ts';

// sk_live_, 32 characters of randomness, 6 of checksum: a mistyped or cut key is refused without a look-up.
const keyStart = 'sk_live_';
const randomLength = 32;
const checksumLength = 6;
const keyShape = patternAt(consoleDocument, 'ApiKeyValue', 'pattern');
const shownLength = keyStart.length + 4;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new secret key. Only its digest and its prefix are ever stored. */
export function newKey(): string {
  return keyFrom(randomBase62(randomLength));
}

/** The key around 32 given characters, with the checksum that belongs to them. */
export function keyFrom(random: string): string {
  return keyStart + random + checksum(random);
}

/** Whether a text can be a key at all: its shape and its checksum. */
export function isWellFormedKey(text: string): boolean {
  if (!keyShape.test(text)) return false;
  const random = text.slice(keyStart.length, -checksumLength);
  return random.length === randomLength && checksum(random) === text.slice(-checksumLength);
}

/** The part of a key that may be shown. */
export function shownPrefix(key: string): string {
  return key.slice(0, shownLength);
}

/** SHA-256 of the whole key, in hexadecimal. */
export function keyDigest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function checksum(random: string): string {
  let rest = crc32(random);
  let text = '';
  while (text.length < checksumLength) {
    text = (digits[rest % digits.length] ?? '') + text;
    rest = Math.floor(rest / digits.length);
  }
  return text;
}
