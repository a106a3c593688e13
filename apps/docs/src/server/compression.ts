import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

const compressors: Record<Encoding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (content) => promisify(gzip)(content),
};
// A site has a few hundred files; what a rebuild left behind goes with the oldest.
const keptAtMost = 1000;
const kept = new Map<string, Promise<Buffer>>();

/** The encoding that a reply may have: the best that the request takes, or null for none. */
export function encodingFor(request: IncomingMessage): Encoding | null {
  const taken = (request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? null;
}

/** The content in that encoding, kept under its digest. */
export function compressed(content: Buffer, encoding: Encoding, digest: string): Promise<Buffer> {
  const name = `${digest}-${encoding}`;
  const known = kept.get(name) ?? compressors[encoding](content);
  kept.delete(name);
  kept.set(name, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) break;
    kept.delete(oldest);
  }
  return known;
}
