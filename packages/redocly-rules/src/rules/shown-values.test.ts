import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('shown-values');

test('accepts an example or examples', () => {
  expect(good).toEqual([]);
});

test('finds parameters and headers without a value', () => {
  expect(bad).toEqual([
    '#/paths/~1contacts/get/parameters/0: The parameter page has no example: add one, for the mock to answer with and readers to copy.',
    '#/components/parameters/limit: The parameter limit has no example: add one, for the mock to answer with and readers to copy.',
    '#/paths/~1contacts/get/responses/200/headers/X-Request-Id: The header X-Request-Id has no example: add one, for the mock to answer with and readers to copy.',
  ]);
});
