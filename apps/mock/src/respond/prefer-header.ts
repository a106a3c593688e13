/** What a bad network makes of a reply. */
export const networkFaults = ['cut', 'empty', 'truncated', 'html'] as const;
export type NetworkFault = (typeof networkFaults)[number];

/** Milliseconds that a reply may be asked to wait, unless another bound is given: longer than most clients do. */
export const usualLongestDelay = 60_000;

/** What a client asks for by the header Prefer (RFC 7240); the first four in the words of Prism. */
export interface Preference {
  readonly status?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
  /** Milliseconds before the reply. */
  readonly delay?: number;
  readonly fault?: NetworkFault;
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
    const fault = networkFaults.find((each) => each === value.toLowerCase());
    return fault === undefined ? `fault deve ser um destes: ${networkFaults.join(', ')}` : { fault };
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

const token = "[\\w!#$%&'*+.^`|~-]+";
const preference = new RegExp(`^\\s*(${token})\\s*(?:=(.*))?$`, 's');
const value = new RegExp(`^\\s*(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")?\\s*$`, 's');
/** What stands between two commas, and between two semicolons, that no quotation marks enclose. */
const members = /(?:[^",]|"(?:[^"\\]|\\.)*\\?(?:"|$))+/gs;
const parts = /(?:[^";]|"(?:[^"\\]|\\.)*\\?(?:"|$))+/gs;

/**
 * The preferences of a header by RFC 7240, by their names in lower case: separated by commas, the first of a name counts,
 * and parameters behind a semicolon are none. A value that is spelled as no value can be is given as it was sent; what has
 * no name is passed over.
 * @param header repeated headers joined by commas
 */
export function preferencesIn(header: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const member of header.match(members) ?? []) {
    const [own = ''] = member.match(parts) ?? [];
    const [, given, rest = ''] = preference.exec(own) ?? [];
    if (given !== undefined && !found.has(given.toLowerCase())) found.set(given.toLowerCase(), plain(rest));
  }
  return found;
}

function plain(text: string): string {
  const [spelled, bare, quoted] = value.exec(text) ?? [];
  if (spelled === undefined) return text.trim();
  return bare ?? quoted?.replaceAll(/\\(.)/gs, '$1') ?? '';
}
