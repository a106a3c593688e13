import { preferencesIn } from './prefer-header.ts';

/** What a bad network makes of a reply. */
export const faults = ['cut', 'empty', 'truncated', 'html'] as const;
export type Fault = (typeof faults)[number];

/** What a client asks for by the header Prefer (RFC 7240); the first four in the words of Prism. */
export interface Preference {
  readonly status?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
  /** Milliseconds before the reply. */
  readonly delay?: number;
  readonly fault?: Fault;
}

type Read = (value: string, longestDelay: number) => Preference | string;

/** Each preference that the mock knows: what its value says, or a sentence about what it should be. */
const known: Readonly<Record<string, Read>> = {
  code: (value) =>
    /^[1-5][0-9]{2}$/.test(value) ? { status: Number(value) } : 'code deve ser um status, como code=429',
  example: (value) =>
    value === '' ? 'example deve ser o nome de um exemplo, como example=firstPage' : { example: value },
  dynamic(value) {
    const word = value.toLowerCase();
    const isKnown = word === '' || word === 'true' || word === 'false';
    return isKnown ? { dynamic: word !== 'false' } : 'dynamic deve ser true ou false';
  },
  seed: (value) => (value === '' ? 'seed deve ser um texto, como seed=abc' : { seed: value }),
  delay(value, longest) {
    const isKnown = /^\d{1,9}$/.test(value) && Number(value) <= longest;
    return isKnown
      ? { delay: Number(value) }
      : `delay deve ser um número inteiro de milissegundos, de 0 a ${longest}, como delay=1500`;
  },
  fault(value) {
    const fault = faults.find((each) => each === value.toLowerCase());
    return fault === undefined ? `fault deve ser um destes: ${faults.join(', ')}` : { fault };
  },
};

/**
 * Reads what the mock knows of a header Prefer. Other preferences are ignored, as the RFC asks.
 * @param header repeated headers joined by commas
 * @param longestDelay milliseconds
 * @returns a sentence in Portuguese when a known one has no usable value
 */
export function parsePreference(header: string | undefined, longestDelay: number): Preference | string {
  let preference: Preference = {};
  if (header === undefined) return preference;
  for (const [name, value] of preferencesIn(header)) {
    const read = Object.hasOwn(known, name) ? known[name]?.(value, longestDelay) : undefined;
    if (typeof read === 'string') return read;
    preference = { ...preference, ...read };
  }
  return preference;
}
