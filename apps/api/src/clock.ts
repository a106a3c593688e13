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

const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether a text is an instant as the contract writes it, of a day and a time that there are: of seconds also the sixtieth, at the
 * end of a day. Every reply has dozens of them: it reads each character once.
 */
export function isInstant(text: string): boolean {
  const day = numberAt(text, 8, 2);
  const month = numberAt(text, 5, 2);
  const year = numberAt(text, 0, 4);
  const minutes = numberAt(text, 11, 2) * 60 + numberAt(text, 14, 2);
  const seconds = numberAt(text, 17, 2);
  return (
    text.length === 24 &&
    text[4] === '-' &&
    text[7] === '-' &&
    text[10] === 'T' &&
    text[13] === ':' &&
    text[16] === ':' &&
    text[19] === '.' &&
    text[23] === 'Z' &&
    day >= 1 &&
    day <= (daysOfMonths[month - 1] ?? 0) &&
    year >= 0 &&
    (month !== 2 || day < 29 || isLeapYear(year)) &&
    minutes < 24 * 60 &&
    numberAt(text, 14, 2) < 60 &&
    (seconds < 60 || (seconds === 60 && minutes === 24 * 60 - 1)) &&
    numberAt(text, 20, 3) >= 0
  );
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** NaN where one of the characters is no digit. */
function numberAt(text: string, start: number, digits: number): number {
  let value = 0;
  for (let index = start; index < start + digits; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}
