import type { OpenAPIV3_1 } from 'openapi-types';

/** Values of one property by what is special about them. */
export interface Values {
  readonly taken: Readonly<Record<string, unknown>>;
  readonly refused: Readonly<Record<string, unknown>>;
}

const instant = '2026-03-16T14:05:09.000Z';
const longest = (begin: string, length: number) => begin.padEnd(length, 'a');

/** Where a pattern says more than a length, by the name of the schema. */
const formed: Readonly<Record<string, (maximum: number) => Values>> = {
  PhoneNumber: (maximum) => ({
    taken: { shortest: '+5511987', longest: '+'.padEnd(maximum, '1') },
    refused: { 'without plus': '5511987654321', 'with blanks': '+55 11 98765 4321', short: '+551198' },
  }),
  WebhookUrl: (maximum) => ({
    taken: { shortest: 'https://a.example', longest: longest('https://a.example/', maximum) },
    refused: { 'no address': 'a.example', 'with a blank': 'https://a.example/a b', ftp: 'ftp://a.example/' },
  }),
  MediaUrl: (maximum) => ({
    taken: { shortest: 'https://a.example', longest: longest('https://a.example/', maximum) },
    refused: {
      'no address': 'a.example',
      'with a blank': 'https://a.example/a b',
      http: 'http://a.example/',
    },
  }),
  MediaType: () => ({
    taken: { shortest: 'a/b', longest: `${'a'.repeat(64)}/${'b'.repeat(64)}` },
    refused: { 'one word': 'image', capitals: 'Image/PNG' },
  }),
  Timestamp: () => ({
    taken: { usual: instant },
    refused: {
      'another offset': instant.replace('Z', '-03:00'),
      'offset of zero': instant.replace('Z', '+00:00'),
      'blank for T': instant.replace('T', ' '),
      'no milliseconds': instant.replace('.000', ''),
    },
  }),
};

/** What a property takes and refuses by its schema, whose name is known where it has one. */
export function valuesOf(schema: OpenAPIV3_1.SchemaObject, name = ''): Values {
  const types = [schema.type ?? []].flat() as string[];
  const own = ofType(schema, types, name);
  const orNull = types.includes('null')
    ? { taken: { ...own.taken, null: null }, refused: own.refused }
    : { taken: own.taken, refused: { ...own.refused, null: null } };
  return { taken: orNull.taken, refused: { ...orNull.refused, 'another type': { a: 1 } } };
}

function ofType(schema: OpenAPIV3_1.SchemaObject, types: string[], name: string): Values {
  if (schema.enum) {
    const taken = Object.fromEntries(schema.enum.map((value: string) => [value, value]));
    return { taken, refused: { 'unknown value': 'SOMETHING_ELSE' } };
  }
  if (types.includes('array')) return { taken: {}, refused: { 'empty list': [] } };
  if (types.includes('integer')) {
    const { minimum = 0, maximum = 0 } = schema;
    return {
      taken: { lowest: minimum, highest: maximum },
      refused: { 'too low': minimum - 1, 'too high': maximum + 1, 'a fraction': minimum + 0.5 },
    };
  }
  if (!types.includes('string')) throw new Error(`Nobody says what ${name} takes.`);
  const { maxLength = 0 } = schema;
  const beyond = { 'too long': longest('', maxLength + 1) };
  const form = formed[name]?.(maxLength);
  if (form) return { taken: form.taken, refused: { ...form.refused, ...beyond } };
  return freeText(schema.minLength ?? 0, maxLength, beyond);
}

function freeText(minLength: number, maxLength: number, beyond: Values['refused']): Values {
  const emoji = '🌽';
  return {
    taken: {
      'with emoji': `Oi ${emoji}, João & Zoë 👩🏽‍🌾`,
      shortest: 'a'.repeat(minLength),
      'one emoji': emoji,
      longest: longest('', maxLength),
      'longest in emoji': emoji.repeat(maxLength),
    },
    refused: { ...beyond, 'with NUL': 'a\0b', ...(minLength > 0 && { empty: '', blank: ' ' }) },
  };
}
