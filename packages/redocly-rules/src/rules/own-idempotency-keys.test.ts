import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('own-idempotency-keys');

test('accepts a key for each operation', () => {
  expect(good).toEqual([]);
});

test('names the operations that share one', () => {
  expect(bad).toEqual([
    '#/paths/~1messages/post/parameters/0: sendMessage shows the Idempotency-Key of createContact: give each operation an example of its own.',
  ]);
});
