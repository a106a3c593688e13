import type { CauseId } from './causes.ts';
import { fromBase64, fromHex } from './hmac.ts';

/** A secret as it was given, the whole one that it stands for, and what is wrong with the way it was given. */
export interface GivenSecret {
  /** `whsec_…` in full; undefined when it cannot be told. */
  whole: string | undefined;
  causes: readonly CauseId[];
}

const WHOLE = /^whsec_[A-Za-z0-9+/]{43}=$/;

/** What the secret that was given is, and was meant to be. */
export function readSecret(given: unknown): GivenSecret {
  if (typeof given !== 'string' || given.trim() === '') {
    return { whole: undefined, causes: ['secret_missing'] };
  }
  const secret = given
    .trim()
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .trim();
  const around: CauseId[] = secret === given ? [] : ['secret_surrounded'];
  if (WHOLE.test(secret)) {
    return { whole: secret, causes: around };
  }
  if (secret.startsWith('sk_live_')) {
    return { whole: undefined, causes: [...around, 'secret_is_key'] };
  }
  const bytes = secret.length === 64 ? fromHex(secret) : fromBase64(secret);
  return bytes?.length === 32
    ? { whole: `whsec_${btoa(String.fromCharCode(...bytes))}`, causes: [...around, 'secret_decoded'] }
    : { whole: undefined, causes: [...around, 'secret_malformed'] };
}
