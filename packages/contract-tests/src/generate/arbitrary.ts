import * as fc from 'fast-check';
import { resolve, type Schema } from '../contract/catalog.ts';

interface Keywords {
  [keyword: string]: unknown;
}

/** Values that satisfy a schema of the contract, shrinking towards small ones. Covers the keywords that the contract uses. */
export function arbitraryOf(written: Schema): fc.Arbitrary<unknown> {
  const schema = resolve<Schema>(written);
  if (typeof schema === 'boolean') return fc.jsonValue();
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const alternatives = (schema['oneOf'] ?? schema['anyOf']) as Schema[] | undefined;
  if (alternatives) return fc.oneof(...alternatives.map(arbitraryOf));
  const types = [schema['type'] ?? 'object'].flat() as string[];
  return fc.oneof(...types.map((type) => ofType(type, schema)));
}

function ofType(type: string, schema: Keywords): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({
        min: (schema['minimum'] as number | undefined) ?? -1000,
        max: (schema['maximum'] as number | undefined) ?? 1000,
      });
    case 'string':
      return text(schema);
    case 'array':
      return list(schema);
    default:
      return object(schema);
  }
}

function text(schema: Keywords): fc.Arbitrary<string> {
  const minLength = (schema['minLength'] as number | undefined) ?? 0;
  const maxLength = (schema['maxLength'] as number | undefined) ?? 200;
  if (schema['format'] === 'date-time') {
    return fc
      .date({
        min: new Date('2020-01-01T00:00:00Z'),
        max: new Date('2035-01-01T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString());
  }
  const pattern = schema['pattern'] as string | undefined;
  const fits = (value: string): boolean =>
    Array.from(value).length >= minLength && Array.from(value).length <= maxLength;
  if (schema['format'] === 'uri') {
    return address.filter(
      (value) => fits(value) && (pattern === undefined || new RegExp(pattern, 'u').test(value)),
    );
  }
  if (pattern === undefined) return fc.string({ minLength, maxLength, unit: 'grapheme' }).filter(fits);
  const regex = new RegExp(pattern, 'u');
  // An arbitrary made of a pattern lists every character of its classes: seconds for a class that only forbids some.
  const candidates = isFreeText(pattern)
    ? fc.string({ minLength: Math.max(1, minLength), maxLength: Math.min(maxLength, 60), unit: 'grapheme' })
    : fc.stringMatching(new RegExp(withoutSurrogates(pattern)));
  return candidates.filter((value) => fits(value) && regex.test(value));
}

/** Characters of a path or query; fast-check's own webUrl takes seconds to list all of Unicode, escaped. */
const urlPart = fc.string({
  unit: fc
    .constantFrom(...Array.from("aZ09-._~!$&'()*+,;=:@%"), '%20', '%C3%A9')
    .map((part) => (part === '%' ? '%25' : part)),
  maxLength: 12,
});

const address = fc
  .record({ domain: fc.domain(), path: fc.array(urlPart, { maxLength: 3 }), query: fc.option(urlPart) })
  .map(
    ({ domain, path, query }) => `https://${[domain, ...path].join('/')}${query === null ? '' : `?${query}`}`,
  );

/** A pattern that only forbids some characters is better met by free text, emoji and all, than by its own letters. */
function isFreeText(pattern: string): boolean {
  return /\[\^/.test(pattern) && !/^\^(https|\\\+|whsec|sk_)/.test(pattern);
}

function withoutSurrogates(pattern: string): string {
  return pattern.replaceAll('\\uD800-\\uDFFF', '');
}

function list(schema: Keywords): fc.Arbitrary<unknown[]> {
  const bounds = {
    minLength: (schema['minItems'] as number | undefined) ?? 0,
    maxLength: Math.min((schema['maxItems'] as number | undefined) ?? 5, 5),
  };
  const item = arbitraryOf((schema['items'] ?? true) as Schema);
  return schema['uniqueItems'] === true
    ? fc.uniqueArray(item, { ...bounds, selector: (value) => JSON.stringify(value) })
    : fc.array(item, bounds);
}

function object(schema: Keywords): fc.Arbitrary<Keywords> {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const requiredKeys = (schema['required'] ?? []) as string[];
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, arbitraryOf(property)]),
  );
  const least = (schema['minProperties'] as number | undefined) ?? 0;
  return fc.record(model, { requiredKeys }).filter((value) => Object.keys(value).length >= least);
}
