/** Bytes as Web Crypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The hashes that somebody may have taken, by the bytes of a digest. */
const hashes: Record<number, string> = { 20: 'SHA-1', 32: 'SHA-256', 48: 'SHA-384', 64: 'SHA-512' };

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** The hash of a digest of so many bytes; undefined when there is none. */
export const hashOf = (digest: Bytes): string | undefined => hashes[digest.length];

export function hmacKey(bytes: Bytes, hash: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['verify']);
}

export const isMadeBy = (key: CryptoKey, digest: Bytes, content: Bytes): Promise<boolean> =>
  crypto.subtle.verify('HMAC', key, digest, content);

/** Bytes of hexadecimal, in either case. */
export function fromHex(text: string): Bytes | undefined {
  return /^(?:[0-9a-f]{2})+$/i.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : undefined;
}

/** Bytes of base64, of either alphabet, padded or not. */
export function fromBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
