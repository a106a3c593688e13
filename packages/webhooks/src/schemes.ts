import { InvalidSecretError } from './errors.ts';
import { subtle } from './platform.ts';
import { toBytes, type Bytes } from './raw-body.ts';

/** What a delivery says of itself, and a signature covers. */
export interface Signed {
  body: Bytes;
  id: string;
  timestamp: string;
}

/** One way to sign. */
export interface Scheme {
  /** Bytes of the key that a secret is. */
  key(secret: string | undefined): Bytes;
  /** What is signed. */
  content(signed: Signed): Bytes;
  /** Bytes of a signature, or undefined when it is not written as the scheme writes it. */
  read(text: string): Bytes | undefined;
  /** A signature as its header has it. */
  write(signature: Uint8Array): string;
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function encodedKey(secret: string | undefined): string {
  const encoded = /^whsec_([A-Za-z0-9+/]{43}=)$/.exec(secret ?? '')?.[1];
  if (encoded === undefined) {
    throw new InvalidSecretError(
      secret
        ? 'O segredo precisa ser inteiro: "whsec_" e 32 bytes em base64.'
        : 'Falta o segredo: a variável de ambiente está definida?',
    );
  }
  return encoded;
}

/** X-Atteny-Signature: the key is the whole secret in UTF-8, what is signed is the body alone. */
export const attenyScheme: Scheme = {
  key: (secret) => toBytes(`whsec_${encodedKey(secret)}`),
  content: ({ body }) => body,
  read: (text) => {
    const hex = /^sha256=([0-9a-f]{64})$/.exec(text)?.[1];
    return hex === undefined
      ? hex
      : Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  },
  write: (signature) =>
    `sha256=${Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('')}`,
};

/** webhook-signature: the key is the decoded secret, what is signed is `id.timestamp.body`. */
export const standardScheme: Scheme = {
  key: (secret) => fromBase64(encodedKey(secret)),
  content: ({ id, timestamp, body }) => {
    const start = toBytes(`${id}.${timestamp}.`);
    const content = new Uint8Array(start.length + body.length);
    content.set(start);
    content.set(body, start.length);
    return content;
  },
  read: (text) => {
    // The last letter of 32 bytes in base64 carries two spare bits; only the spelling with zeros is taken.
    const base64 = /^v1,([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/.exec(text)?.[1];
    return base64 === undefined ? base64 : fromBase64(base64);
  },
  write: (signature) => `v1,${btoa(String.fromCharCode(...signature))}`,
};

const keyOf = (scheme: Scheme, secret: string | undefined) =>
  subtle().importKey('raw', scheme.key(secret), HMAC, false, ['sign', 'verify']);

/** The signature of one secret, as its header has it. Errors: {@link InvalidSecretError}. */
export async function signBy(scheme: Scheme, secret: string, signed: Signed): Promise<string> {
  const key = await keyOf(scheme, secret);
  return scheme.write(new Uint8Array(await subtle().sign('HMAC', key, scheme.content(signed))));
}

/**
 * Whether one of the signatures is one of the secrets'. Each comparison is Web Crypto's own, in constant time.
 * Errors: {@link InvalidSecretError}.
 */
export async function matchesAny(
  scheme: Scheme,
  secrets: readonly (string | undefined)[],
  signatures: readonly Bytes[],
  signed: Signed,
): Promise<boolean> {
  const content = scheme.content(signed);
  const verdicts: Promise<boolean>[] = [];
  for (const secret of secrets) {
    const key = await keyOf(scheme, secret);
    verdicts.push(...signatures.map((signature) => subtle().verify('HMAC', key, signature, content)));
  }
  return (await Promise.all(verdicts)).includes(true);
}
