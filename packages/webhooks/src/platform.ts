// The global types by their names as globals: the library of browsers and that of Node both have them so.
type Subtle = typeof globalThis.crypto.subtle;

/** What Node has beside its globals: a simulated browser (jsdom in Jest) hides some that every runtime has. */
interface Builtins {
  'node:crypto': { subtle: Subtle };
  'node:util': { TextEncoder: typeof TextEncoder; TextDecoder: typeof TextDecoder };
}

interface Process {
  getBuiltinModule<Name extends keyof Builtins>(name: Name): Builtins[Name];
}

const builtin = <Name extends keyof Builtins>(name: Name): Builtins[Name] =>
  (globalThis as unknown as { process: Process }).process.getBuiltinModule(name);

// Looked for when they are needed: importing the package never fails.

export const subtle = (): Subtle => globalThis.crypto?.subtle ?? builtin('node:crypto').subtle;

const text = () => (globalThis.TextEncoder ? globalThis : builtin('node:util'));

export const encode = (given: string): Uint8Array<ArrayBuffer> => new (text().TextEncoder)().encode(given);

/** Text of UTF-8, a byte order mark included. Throws for other bytes. */
export const decode = (bytes: Uint8Array): string =>
  new (text().TextDecoder)('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
