import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('described-properties');

test('accepts a description of its own and one behind a $ref', () => {
  expect(good).toEqual([]);
});

test('finds properties without a description, nested and blank ones too', () => {
  expect(bad).toEqual([
    '#/components/schemas/Contact/properties/id: The property id is not described: add a description that says what it is, and its unit if it has one.',
    '#/components/schemas/Contact/properties/name: The property name is not described: add a description that says what it is, and its unit if it has one.',
    '#/components/schemas/Contact/properties/blank: The property blank is not described: add a description that says what it is, and its unit if it has one.',
    '#/components/schemas/Contact/properties/address/properties/street: The property street is not described: add a description that says what it is, and its unit if it has one.',
  ]);
});
