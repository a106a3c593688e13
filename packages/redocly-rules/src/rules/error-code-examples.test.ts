import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('error-code-examples');

test('accepts a response whose examples show every code', () => {
  expect(good).toEqual([]);
});

test('finds codes that no example shows, once a shared response', () => {
  expect(bad).toEqual([
    '#/components/responses/Unauthorized/content/application~1json/examples: No example shows the code invalid_api_key: add one to examples, or take the code out of the enum.',
    '#/paths/~1contacts/get/responses/403/content/application~1json: No example shows the code forbidden: add one to examples, or take the code out of the enum.',
  ]);
});
