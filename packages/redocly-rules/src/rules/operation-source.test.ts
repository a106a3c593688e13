import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('operation-source');

test('accepts both sources, on operations and webhooks', () => {
  expect(good).toEqual([]);
});

test('finds a missing and an unknown source', () => {
  expect(bad).toEqual([
    '#/paths/~1contacts/get: listContacts does not say where it comes from: set x-atteny-source to documented or inferred.',
    '#/paths/~1contacts/post: createContact does not say where it comes from: set x-atteny-source to documented or inferred.',
    '#/webhooks/onMessageSent/post: onMessageSent does not say where it comes from: set x-atteny-source to documented or inferred.',
  ]);
});
