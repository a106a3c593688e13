import { describe, expect, test } from 'vitest';
import { generative } from './generative.ts';

describe('a schema to generate from', () => {
  test('has null as an alternative of its own, which a pattern would shut out', () => {
    expect(generative({ type: ['string', 'null'], pattern: '^[a-z]$' })).toEqual({
      oneOf: [{ type: 'string', pattern: '^[a-z]$' }, { type: 'null' }],
    });
  });

  test('keeps an enum whole, null included', () => {
    const schema = { type: ['string', 'null'], enum: ['A', null] };
    expect(generative(schema)).toEqual(schema);
  });

  test('makes addresses and instants by a pattern, for a format beside a pattern is not heeded', () => {
    expect(
      generative({ type: 'string', format: 'uri', pattern: '^https://[^ ]+$', maxLength: 99 }).pattern,
    ).toMatch(/^\^https:/);
    expect(generative({ type: 'string', format: 'date-time', maxLength: 30 })).not.toHaveProperty('format');
  });

  test('makes free text out of the example, numbered, where that fits', () => {
    const text = { type: 'string', pattern: '^[^\\n]+$', examples: ['Oi (1)?'] };
    expect(generative({ ...text, maxLength: 20 }).pattern).toBe('^Oi \\(1\\)\\? [1-9][0-9]{0,2}$');
    expect(generative({ ...text, maxLength: 7 }).pattern).toBe('^[a-z]{1,7}$');
    expect(generative({ ...text, pattern: '^[^ ]+$', examples: ['a/'] }).pattern).toBe('^a/[1-9][0-9]{0,2}$');
  });

  test('leaves a pattern alone that says which characters there are', () => {
    const id = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' };
    expect(generative(id)).toEqual(id);
  });

  test('closes objects, shortens lists and bounds numbers, at every depth', () => {
    const item = { type: 'object', properties: { count: { type: 'integer', minimum: 0, maximum: 9e15 } } };
    expect(generative({ oneOf: [{ type: 'array', maxItems: 100, items: item }] })).toEqual({
      oneOf: [
        {
          type: 'array',
          maxItems: 5,
          items: {
            type: 'object',
            additionalProperties: false,
            properties: { count: { type: 'integer', minimum: 0, maximum: 10_000 } },
          },
        },
      ],
    });
  });

  test('never shortens a list, or lowers a number, below what is asked for', () => {
    expect(generative({ type: 'array', minItems: 8, maxItems: 9 })).toMatchObject({ maxItems: 8 });
    expect(generative({ type: 'integer', minimum: 50_000, maximum: 60_000 })).toMatchObject({
      maximum: 50_000,
    });
  });
});
