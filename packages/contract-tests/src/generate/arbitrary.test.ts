import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subjects, type Schema } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import { arbitraryOf } from './arbitrary.ts';
import { fakedOf } from './faked.ts';

const bodies = subjects.flatMap(({ id, body }) => (body ? [[id, body.schema] as const] : []));
const queries = subjects.flatMap(({ id, parameters }) =>
  parameters
    .filter((each) => each.in === 'query')
    .map(({ name, schema }) => [`${id} ${name}`, schema] as const),
);
const draw = (schema: Schema, numRuns = 50): unknown[] =>
  fc.sample(arbitraryOf(schema), { seed: 3, numRuns });

describe('values by fast-check', () => {
  test.each(queries)('%s satisfy their schema', (_name, schema) => {
    expect(draw(schema).filter((value) => !accepts(schema, value))).toEqual([]);
  });

  test.each(bodies)('%s satisfy their schema, conditions aside', (_id, schema) => {
    expect(draw(schema).some((value) => accepts(schema, value))).toBe(true);
  });

  test('leave out what is optional, and put it in', () => {
    const schema = subjects.find(({ id }) => id === 'createContact')?.body?.schema ?? true;
    const named = draw(schema).filter((value) => Object.hasOwn(value as object, 'name'));
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBeLessThan(50);
  });

  test('reach the ends of a range, every value of an enum and every type of a union', () => {
    expect(new Set(draw({ type: 'integer', minimum: 1, maximum: 3 }, 100))).toEqual(new Set([1, 2, 3]));
    expect(new Set(draw({ enum: ['A', 'B'] }))).toEqual(new Set(['A', 'B']));
    expect(draw({ type: ['string', 'null'], maxLength: 3 })).toContain(null);
    expect(draw({ const: 7 })).toContain(7);
  });

  test('count length in characters, not in units', () => {
    const longest = Math.max(
      ...draw({ type: 'string', maxLength: 4 }, 300).map((value) => Array.from(value as string).length),
    );
    expect(longest).toBe(4);
  });

  test('keep a list unique where it must be', () => {
    const lists = draw({
      type: 'array',
      items: { enum: [1, 2] },
      uniqueItems: true,
      maxItems: 2,
    }) as number[][];
    expect(lists.every((list) => new Set(list).size === list.length)).toBe(true);
  });

  test('an address is https, with paths and queries', () => {
    const schema = { $ref: '#/components/schemas/MediaUrl' };
    const texts = draw(schema, 100) as string[];
    expect(texts.every((text) => accepts(schema, text) && URL.canParse(text))).toBe(true);
    expect(texts.some((text) => text.includes('?'))).toBe(true);
  });
});

describe('values by json-schema-faker', () => {
  test.each(bodies)('%s are many and satisfy their schema', (_id, schema) => {
    const values = fakedOf(schema, { seed: 1, count: 10 });
    expect(values.length).toBeGreaterThan(5);
    expect(values.every((value) => accepts(schema, value))).toBe(true);
  });

  test('are the same for the same seed, others for another', () => {
    const [, schema = true] = bodies[0] ?? [];
    const once = fakedOf(schema, { seed: 1, count: 5 });
    expect(fakedOf(schema, { seed: 1, count: 5 })).toEqual(once);
    expect(fakedOf(schema, { seed: 99, count: 5 })).not.toEqual(once);
  });
});
