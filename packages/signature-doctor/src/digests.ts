import type { CauseId } from './causes.ts';
import { fromBase64, fromHex, hashOf, type Bytes } from './hmac.ts';

/** A scheme by the header that it signs in. */
export type SchemeName = 'X-Atteny-Signature' | 'webhook-signature';

/** One way to read what a header says, and what is wrong with its spelling then. */
export interface Digest {
  bytes: Bytes;
  hash: string;
  causes: readonly CauseId[];
}

const proper: Record<SchemeName, RegExp> = {
  'X-Atteny-Signature': /^sha256=[0-9a-f]{64}$/,
  'webhook-signature': /^v1,[A-Za-z0-9+/]{43}=$/,
};

/** Whether a header is written as the contract has it. */
export const isProper = (scheme: SchemeName, written: string): boolean =>
  scheme === 'webhook-signature'
    ? written.split(' ').some((text) => proper[scheme].test(text))
    : proper[scheme].test(written);

/** Every way to read a signature, or each of those in a list. */
export const readDigests = (scheme: SchemeName, written: string): Digest[] =>
  written.split(/,?\s+/).flatMap((text) => readDigest(scheme, text));

function readDigest(scheme: SchemeName, text: string): Digest[] {
  const bare = text
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/^(?:sha\d+[=:]|v\d[,=])\s*/i, '');
  const readings = [fromHex(bare), fromBase64(bare)];
  return readings.flatMap((bytes): Digest[] => {
    const hash = bytes && hashOf(bytes);
    if (!bytes || hash === undefined) {
      return [];
    }
    const causes: CauseId[] = [
      ...(hash === 'SHA-256' && !proper[scheme].test(text) ? (['digest_encoding'] as const) : []),
      ...(hash === 'SHA-256' ? [] : (['digest_hash'] as const)),
    ];
    return [{ bytes, hash, causes }];
  });
}
