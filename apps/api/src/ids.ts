import { randomFillSync } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
// The largest multiple of 62 below 256: bytes from here on would favour the first letters.
const unbiased = 248;

const pool = Buffer.alloc(4096);
let drawn = pool.length;

/** Uniformly random letters and digits, about 5.95 bits each. */
export function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    if (drawn === pool.length) {
      randomFillSync(pool);
      drawn = 0;
    }
    const byte = pool[drawn] ?? unbiased;
    // What was given out once is not kept.
    pool[drawn] = 0;
    drawn += 1;
    if (byte < unbiased) text += alphabet[byte % alphabet.length];
  }
  return text;
}

/** What an identifier names: its first three letters. */
export type IdKind =
  | 'org'
  | 'key'
  | 'ctt'
  | 'cnv'
  | 'msg'
  | 'req'
  | 'whk'
  | 'evt'
  | 'dlv'
  | 'att'
  | 'wld'
  | 'ses'
  | 'aud'
  | 'inb';

/** An opaque identifier such as `ctt_7Hq2mX4vT9sLbK1d`, 95 bits of it random. */
export function newId(kind: IdKind): string {
  return `${kind}_${randomBase62(16)}`;
}
