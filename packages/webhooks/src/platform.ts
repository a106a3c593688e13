/** What Node has beside its globals: a simulated browser (jsdom in Jest) hides some that every runtime has. */
interface Builtins {
  'node:crypto': { webcrypto: typeof globalThis.crypto };
  'node:util': { TextEncoder: typeof TextEncoder; TextDecoder: typeof TextDecoder };
}

declare const process: { getBuiltinModule?<Name extends keyof Builtins>(name: Name): Builtins[Name] };

function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const found = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.(name);
  if (found === undefined) {
    throw new Error('Este ambiente não tem WebCrypto: use https, ou Node 20.16 ou mais novo.');
  }
  return found;
}

// Looked for when they are needed: importing the package never fails.

// Named by the global, whose type the library of browsers and that of Node both have.
export const subtle = (): typeof globalThis.crypto.subtle =>
  globalThis.crypto?.subtle ?? builtin('node:crypto').webcrypto.subtle;

export const encode = (text: string): Uint8Array<ArrayBuffer> =>
  new (globalThis.TextEncoder ?? builtin('node:util').TextEncoder)().encode(text);

/** Text of UTF-8, a byte order mark included. Throws for other bytes. */
export const decode = (bytes: Uint8Array): string =>
  new (globalThis.TextDecoder ?? builtin('node:util').TextDecoder)('utf-8', {
    fatal: true,
    ignoreBOM: true,
  }).decode(bytes);
