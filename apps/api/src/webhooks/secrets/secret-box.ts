import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export const secretsKeyBytes = 32;

/** The key that seals and, while it is being replaced, those that only open. */
export type SecretsKeys = readonly [sealing: Buffer, ...opening: Buffer[]];

/** Keeps secrets that must be read again, such as those that sign: encrypted at rest, bound to their row. */
export interface SecretBox {
  /** `context` names the row; text sealed for one row opens in no other. */
  seal(secret: string, context: string): string;
  /** Throws `SealedWithOtherKeyError` for another installation's key, `Error` for text that was altered or moved. */
  open(sealed: string, context: string): string;
  /** What everything that the sealing key sealed begins with. */
  readonly mark: string;
}

/** The database holds secrets that the configured key did not seal. */
export class SealedWithOtherKeyError extends Error {
  constructor() {
    super(
      'A stored webhook secret was sealed with another key: start with the key that this database was filled with.',
    );
    this.name = 'SealedWithOtherKeyError';
  }
}

/** AES-256-GCM with a random nonce each. A key has 32 bytes. */
export function createSecretBox(keys: SecretsKeys): SecretBox {
  const opening = new Map(keys.map((key) => [markOf(key), key]));
  const [sealing] = keys;
  const mark = markOf(sealing);
  return {
    mark,
    seal(secret, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
      const parts = [nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return mark + Buffer.concat(parts).toString('base64url');
    },
    open(sealed, context) {
      const sealedBy = sealed.slice(0, mark.length);
      const key = opening.get(sealedBy);
      if (key === undefined) throw new SealedWithOtherKeyError();
      const bytes = Buffer.from(sealed.slice(mark.length), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

function markOf(key: Buffer): string {
  if (key.length !== secretsKeyBytes) throw new RangeError(`a secrets key has ${secretsKeyBytes} bytes`);
  return `v1.${createHash('sha256').update(key).digest('base64url').slice(0, 6)}.`;
}
