import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('distinct-names');

test('accepts names that differ in words, and a security scheme beside a schema', () => {
  expect(good).toEqual([]);
});

test('names two components that a generator calls the same', () => {
  expect(bad).toEqual([
    '#/components/responses/InternalError: responses/InternalError and schemas/InternalError are one name to a generator: rename one of them.',
    '#/components/parameters/webhook-id: parameters/webhook-id and parameters/webhookId are one name to a generator: rename one of them.',
  ]);
});
