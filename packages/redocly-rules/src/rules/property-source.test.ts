import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('property-source');

test('accepts a source of its own and one behind a $ref', () => {
  expect(good).toEqual([]);
});

test('finds a missing and an unknown source', () => {
  expect(bad).toEqual([
    '#/components/schemas/Contact/properties/id: The property id does not say where it comes from: set x-atteny-source to documented or inferred.',
    '#/components/schemas/Contact/properties/name: The property name does not say where it comes from: set x-atteny-source to documented or inferred.',
    '#/components/schemas/Contact/properties/nick: The property nick does not say where it comes from: set x-atteny-source to documented or inferred.',
  ]);
});
