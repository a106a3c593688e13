import { RawBodyError } from './errors.ts';
import { encode } from './platform.ts';

/** A body as it travels: text (taken as UTF-8) or bytes. Never a parsed object. */
export type RawBody = string | ArrayBuffer | Uint8Array;

/** Bytes as Web Crypto takes them: not over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a body. Errors: {@link RawBodyError}. */
export function toBytes(body: RawBody): Bytes {
  if (typeof body === 'string') {
    return encode(body);
  }
  // Not instanceof: in a simulated browser the bytes of Node are of another realm.
  const { buffer = body, byteOffset = 0, byteLength } = (body ?? {}) as Partial<Bytes>;
  if (byteLength === undefined) {
    throw new RawBodyError('"body" precisa ser o corpo cru, sem JSON.parse.');
  }
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength).slice();
}
