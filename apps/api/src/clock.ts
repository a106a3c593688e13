/** Real time, passed in so that tests can hold it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Milliseconds. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const remembered = new Map<number, string>();
const mostRemembered = 10_000;

/**
 * An instant in milliseconds as the contract writes it, RFC 3339 in UTC; null stays null. The same ones are asked for
 * again and again.
 */
export function instant(milliseconds: number): string;
export function instant(milliseconds: number | null): string | null;
export function instant(milliseconds: number | null): string | null {
  if (milliseconds === null) return null;
  const known = remembered.get(milliseconds);
  if (known !== undefined) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const text = new Date(milliseconds).toISOString();
  remembered.set(milliseconds, text);
  return text;
}

/** The milliseconds of an instant as the contract writes it. A leap second is the first of the next minute. */
export function millisecondsOf(text: string): number {
  return text.includes(':60.') ? Date.parse(text.replace(':60.', ':59.')) + 1_000 : Date.parse(text);
}
