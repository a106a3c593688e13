import type { CauseId } from './causes.ts';
import { readDigests, type SchemeName } from './digests.ts';
import { fromBase64, hmacKey, isMadeBy, utf8, type Bytes } from './hmac.ts';
import type { Spelling } from './spellings.ts';

/** What a signature may have been made over. */
export interface Delivery {
  /** The body as it was given. */
  bytes: Bytes;
  id: string;
  timestamp: string;
}

/** Something that may have been done otherwise than the contract says, and what that is called; none when it is right. */
interface Way<Value> {
  value: Value;
  causes: readonly CauseId[];
}

const DOT = utf8('.');

/** Keys that somebody may have made of a secret. */
function keysOf(scheme: SchemeName, secret: string): Way<Bytes>[] {
  const encoded = secret.slice('whsec_'.length);
  const isPlain = scheme === 'X-Atteny-Signature';
  return [
    { value: utf8(secret), causes: isPlain ? [] : ['plain_key_for_standard'] },
    { value: fromBase64(encoded) ?? utf8(''), causes: isPlain ? ['standard_key_for_plain'] : [] },
    { value: utf8(encoded), causes: ['key_without_prefix'] },
  ];
}

/** Contents that somebody may have signed. */
function contentsOf(scheme: SchemeName, body: Bytes, { id, timestamp }: Delivery): Way<Bytes>[] {
  const isPlain = scheme === 'X-Atteny-Signature';
  return [
    { value: body, causes: isPlain ? [] : ['plain_content_for_standard'] },
    {
      value: joined(utf8(id), DOT, utf8(timestamp), DOT, body),
      causes: isPlain ? ['standard_content_for_plain'] : [],
    },
  ];
}

/**
 * What was done otherwise so that one of the secrets gives this signature: the fewest causes that explain it, none when
 * it is right, undefined when nothing that is known of explains it.
 */
export async function explainSignature(
  scheme: SchemeName,
  written: string,
  secrets: readonly string[],
  delivery: Delivery,
  bodies: Iterable<Spelling>,
): Promise<CauseId[] | undefined> {
  const digests = readDigests(scheme, written);
  const keys = await Promise.all(
    secrets.flatMap((secret) =>
      keysOf(scheme, secret).flatMap(({ value, causes }) =>
        digests.map(async (digest) => ({
          digest: digest.bytes,
          key: await hmacKey(value, digest.hash),
          causes: [...causes, ...digest.causes],
        })),
      ),
    ),
  );
  let best: CauseId[] | undefined;
  for (const { text, causes: changed } of bodies) {
    if (best && changed.length >= best.length) {
      break;
    }
    const body = changed.length === 0 ? delivery.bytes : utf8(text);
    for (const content of contentsOf(scheme, body, delivery)) {
      for (const { key, digest, causes } of keys) {
        const all = [...changed, ...causes, ...content.causes];
        if ((!best || all.length < best.length) && (await isMadeBy(key, digest, content.value))) {
          best = all;
        }
      }
    }
  }
  return best;
}

function joined(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
