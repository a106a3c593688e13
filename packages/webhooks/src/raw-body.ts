import { RawBodyError } from './errors.ts';

/** A body as it travels: text (taken as UTF-8) or bytes. Never a parsed object. */
export type RawBody = string | ArrayBuffer | Uint8Array;

/** Bytes as Web Crypto takes them: not over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a body. Errors: {@link RawBodyError}. */
export function toBytes(body: RawBody): Bytes {
  if (typeof body === 'string') {
    return new TextEncoder().encode(body);
  }
  if (body instanceof ArrayBuffer || body instanceof Uint8Array) {
    return new Uint8Array(body);
  }
  throw new RawBodyError();
}
