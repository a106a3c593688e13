const date = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)`;
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const label = String.raw`[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?`;

const texts: Record<string, RegExp> = {
  date: new RegExp(`^${date}$`),
  time: new RegExp(`^${time}$`),
  'date-time': new RegExp(`^${date}[Tt ]${time}$`),
  duration: /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/,
  email: /^[^\s@]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/,
  hostname: new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`),
  ipv4: new RegExp(`^${octet}(?:\\.${octet}){3}$`),
  ipv6: /^(?=.*:)[0-9A-Fa-f:.]{2,45}$/,
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$/,
  'uri-reference': /^[^\s<>"{}|\\^`]*$/,
  uuid: /^(?:urn:uuid:)?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/,
  byte: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  'json-pointer': /^(?:\/(?:[^~/]|~0|~1)*)*$/,
};

/** Formats of numbers: the range that they stand for. */
const ranges: Record<string, [number, number]> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63 - 1],
};

/** Texts of each format, for witnesses. */
export const formatSamples: Record<string, string[]> = {
  date: ['2026-03-16'],
  time: ['13:58:41Z'],
  'date-time': ['2026-03-16T13:58:41Z', '2026-03-16T13:58:41.123Z', '2026-03-16T13:58:41.123+01:00'],
  duration: ['P1D'],
  email: ['someone@example.com'],
  hostname: ['example.com'],
  ipv4: ['192.0.2.1'],
  ipv6: ['2001:db8::1'],
  uri: ['https://example.com/a'],
  'uri-reference': ['/a'],
  uuid: ['0f8fad5b-d9cb-469f-a165-70867728950e'],
  byte: ['YWJj'],
  'json-pointer': ['/a'],
};

/** Each format with those that take all its values. */
const wider: Record<string, string[]> = {
  email: ['idn-email'],
  hostname: ['idn-hostname'],
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  int32: ['int64'],
};
/** Formats that describe a value and refuse none. */
const descriptive = new Set(['float', 'double', 'password', 'binary', 'decimal']);

/** Whether a value is of a format; true where the format is unknown or concerns another type. */
export function hasFormat(format: string, value: unknown): boolean {
  if (typeof value === 'string') {
    if (!(texts[format]?.test(value) ?? true)) return false;
    return format !== 'date' && format !== 'date-time' ? true : isDay(value.slice(0, 10));
  }
  const range = ranges[format];
  if (typeof value !== 'number' || !range) return true;
  return Number.isInteger(value) && value >= range[0] && value <= range[1];
}

export function isDescriptive(format: string): boolean {
  return descriptive.has(format);
}

/** Whether all values of one format are of the other as well. */
export function formatWithin(format: string, other: string): boolean {
  return format === other || (wider[format]?.includes(other) ?? false);
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
