import { InvalidSecretError } from './errors.ts';
import type { WebhookHeaderName } from './headers.ts';
import { encode, subtle } from './platform.ts';
import type { Bytes } from './raw-body.ts';

/** What a signature covers: the body, and what some headers say. */
export interface Delivery {
  body: Bytes;
  header: (name: 'webhook-id' | 'webhook-timestamp') => string;
}

/** One way to sign. */
export interface Scheme {
  /** Where the signature travels. */
  header: WebhookHeaderName;
  /** Bytes of the key that a secret is: of the whole of it, or of its part in base64. */
  key(secret: string, encoded: string): Bytes;
  /** What is signed. */
  content(delivery: Delivery): Bytes;
  /** A signature as its header has it, in the one spelling that is taken. */
  write(signature: Uint8Array): string;
  /** What such a signature looks like. */
  form: RegExp;
}

/** X-Atteny-Signature: the key is the whole secret in UTF-8, what is signed is the body alone. */
export const attenyScheme: Scheme = {
  header: 'X-Atteny-Signature',
  key: encode,
  content: ({ body }) => body,
  write: (signature) =>
    `sha256=${Array.from(signature, (byte) => (byte + 256).toString(16).slice(1)).join('')}`,
  form: /^sha256=[0-9a-f]{64}$/,
};

/** webhook-signature: the key is the decoded secret, what is signed is `id.timestamp.body`. */
export const standardScheme: Scheme = {
  header: 'webhook-signature',
  key: (_, encoded) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)),
  content: ({ body, header }) => {
    const start = encode(`${header('webhook-id')}.${header('webhook-timestamp')}.`);
    const content = new Uint8Array(start.length + body.length);
    content.set(start);
    content.set(body, start.length);
    return content;
  },
  write: (signature) => `v1,${btoa(String.fromCharCode(...signature))}`,
  form: /^v1,[A-Za-z0-9+/]{43}=$/,
};

/** The signature of one secret, as its header has it. Errors: {@link InvalidSecretError}. */
export async function signBy(
  scheme: Scheme,
  secret: string | undefined,
  delivery: Delivery,
): Promise<string> {
  const [whole, encoded] = /^whsec_([A-Za-z0-9+/]{43}=)$/.exec(secret ?? '') ?? [];
  if (!whole || !encoded) {
    throw new InvalidSecretError(
      secret
        ? 'O segredo precisa ser inteiro: "whsec_" e 32 bytes em base64.'
        : 'Falta o segredo: a variável de ambiente está definida?',
    );
  }
  const key = await subtle().importKey(
    'raw',
    scheme.key(whole, encoded),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return scheme.write(new Uint8Array(await subtle().sign('HMAC', key, scheme.content(delivery))));
}

/** Whether two signatures of one form are the same, in a time that tells nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const compare = (difference: number, byte: number, index: number) =>
    difference | (byte ^ other.charCodeAt(index));
  return encode(one).reduce(compare, 0) === 0;
}
