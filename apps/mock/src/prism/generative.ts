import type { JSONSchema } from './json-schema.ts';

/** Lists longer than this tell a reader nothing more. */
const longestList = 5;
const largestNumber = 10_000;
const longestWord = 20;

const address = '^https://[a-z]{4,10}\\.example\\.com\\.br/[a-z]{3,8}/[a-z0-9]{6,12}$';
const instant =
  '^2026-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$';

/**
 * A schema from which json-schema-faker makes believable values: all that it produces satisfies `schema`, though not
 * everything that satisfies `schema` can come out. Its own ways with patterns are what has to be kept from it: it takes
 * no heed of a format or of null beside a pattern, and fills a negated class with any printable character.
 */
export function generative(schema: JSONSchema): JSONSchema {
  const { type } = schema;
  if (Array.isArray(type) && !schema.enum) {
    return {
      oneOf: type.map((each) => generative(each === 'null' ? { type: each } : { ...schema, type: each })),
    };
  }
  const rewritten: JSONSchema = { ...schema };
  for (const keyword of ['oneOf', 'anyOf', 'allOf'] as const) {
    const parts = schema[keyword];
    if (parts) rewritten[keyword] = parts.map(generative);
  }
  if (type === 'string') return text(rewritten);
  if (type === 'array') return list(rewritten);
  if (type === 'object') return object(rewritten);
  if (type === 'integer' || type === 'number') return number(rewritten);
  return rewritten;
}

/** Only what the contract names: readers must bear other properties, but a mock that invents them confuses. */
function object(schema: JSONSchema): JSONSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, generative(each)]);
  return { additionalProperties: false, ...schema, properties: Object.fromEntries(properties) };
}

function list(schema: JSONSchema): JSONSchema {
  const maxItems = Math.min(schema.maxItems ?? longestList, Math.max(longestList, schema.minItems ?? 0));
  return { ...schema, maxItems, ...(schema.items && { items: generative(schema.items) }) };
}

function number(schema: JSONSchema): JSONSchema {
  const { minimum = 0, maximum = largestNumber } = schema;
  return { ...schema, minimum, maximum: Math.max(minimum, Math.min(maximum, largestNumber)) };
}

function text(schema: JSONSchema): JSONSchema {
  if (schema.enum || schema.const !== undefined) return schema;
  const { format, pattern, maxLength = Infinity, minLength = 0, ...rest } = schema;
  if (format === 'date-time') return { ...rest, pattern: instant };
  if (format === 'uri') return { ...rest, pattern: address };
  if (format !== undefined || (pattern !== undefined && !pattern.includes('[^'))) return schema;
  const [example] = schema.examples ?? [];
  if (typeof example === 'string' && example.length + 4 <= maxLength && example.length >= minLength) {
    const wanted = new RegExp(pattern ?? '', 'u');
    const numbered = [`${example} `, example].find((each) => wanted.test(`${each}1`));
    if (numbered !== undefined) return { ...rest, pattern: `^${escaped(numbered)}[1-9][0-9]{0,2}$` };
  }
  const [shortest, longest] = [Math.max(minLength, 1), Math.max(minLength, Math.min(maxLength, longestWord))];
  return { ...rest, pattern: `^[a-z]{${shortest},${longest}}$` };
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
