import { describe, expect, test } from 'vitest';
import { subjects } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import { brokenIn } from './broken.ts';

const keywords = (schema: object, valid: unknown): string[] => [
  ...new Set(brokenIn(schema as never, valid).map(({ keyword }) => keyword)),
];

describe('a value broken in one keyword', () => {
  test.each<[string, object, unknown, string[]]>([
    ['a type', { type: 'boolean' }, true, ['type']],
    ['an enum', { type: 'string', enum: ['OPEN'] }, 'OPEN', ['type', 'enum']],
    ['a constant', { const: 'a' }, 'a', ['const']],
    ['a range', { type: 'integer', minimum: 1, maximum: 9 }, 4, ['type', 'minimum', 'maximum']],
    ['a length', { type: 'string', minLength: 1, maxLength: 3 }, 'ab', ['type', 'minLength', 'maxLength']],
    ['a pattern', { type: 'string', pattern: '^[a-z]+$' }, 'ab', ['type', 'pattern']],
    ['a format', { type: 'string', format: 'date-time' }, '2026-03-16T14:05:09Z', ['type', 'format']],
    [
      'a list',
      { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
      ['a'],
      ['type', 'minItems', 'uniqueItems', 'items'],
    ],
    [
      'an object',
      {
        type: 'object',
        required: ['a'],
        additionalProperties: false,
        minProperties: 1,
        properties: { a: { type: 'string' } },
      },
      { a: 'b' },
      ['type', 'required', 'additionalProperties', 'minProperties'],
    ],
  ])('%s is broken in every keyword of it', (_name, schema, valid, expected) => {
    expect(keywords(schema, valid).toSorted()).toEqual(expected.toSorted());
    const accepted = brokenIn(schema as never, valid).filter(({ value }) => accepts(schema as never, value));
    expect(accepted).toEqual([]);
  });

  test('says where it is broken, and leaves the rest', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'object', properties: { b: { type: 'boolean' } } }, c: true },
    };
    const nested = brokenIn(schema, { a: { b: true }, c: 1 }).filter(({ where }) => where === '/a/b');
    expect(nested.length).toBeGreaterThan(3);
    expect(nested.every(({ value }) => (value as { c: number }).c === 1)).toBe(true);
  });

  test('an optional property that is not there is not broken', () => {
    expect(brokenIn({ properties: { a: { type: 'string' } } }, {})).toEqual([]);
  });

  test('the same schema and value give the same list', () => {
    const { body } = subjects.find(({ id }) => id === 'sendMessage') ?? {};
    const list = (): unknown => brokenIn(body?.schema ?? true, body?.examples[0]?.value);
    expect(list()).toEqual(list());
  });

  test.each(subjects.flatMap(({ id, body }) => (body?.required ? [[id, body] as const] : [])))(
    '%s: nearly all that is broken is refused by the schema as well',
    (_id, body) => {
      const all = body.examples.flatMap(({ value }) => brokenIn(body.schema, value));
      const refused = all.filter(({ value }) => !accepts(body.schema, value));
      expect(all.length).toBeGreaterThan(10);
      expect(refused.length / all.length).toBeGreaterThan(0.9);
    },
  );
});
