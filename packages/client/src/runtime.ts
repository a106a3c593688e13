import { whenAborted } from './when-aborted.ts';

/** What the client asks of its context; tests hand in their own. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 (included) to 1 (excluded). */
  random(): number;
  /** A fresh Idempotency-Key. */
  key(): string;
  /** Resolves after so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemRuntime: Runtime = {
  now: () => Date.now(),
  random: () => Math.random(),
  // randomUUID is missing where a page is not served securely.
  key: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    ),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const timer = setTimeout(() => {
        forget();
        resolve();
      }, milliseconds);
      const forget = whenAborted(signal, () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    }),
};
