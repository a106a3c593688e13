import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('error-envelope');

test('accepts errors in the envelope, and leaves webhooks alone', () => {
  expect(good).toEqual([]);
});

test('finds free codes, a success in place of an error, no body and other media types', () => {
  expect(bad).toEqual([
    '#/components/schemas/FreeCode: The response 400 is not in the envelope of an error: code must be required, with an enum of the codes that this answer can have.',
    '#/components/schemas/Success: The response 401 is not in the envelope of an error: success must be required, with const: false.',
    '#/components/schemas/Success: The response 401 is not in the envelope of an error: code must be required, with an enum of the codes that this answer can have.',
    '#/components/schemas/Success: The response 401 is not in the envelope of an error: error must be required, a string.',
    '#/paths/~1contacts/get/responses/404: The response 404 is not in the envelope: answer application/json, and only that.',
    '#/paths/~1contacts/get/responses/500: The response 500 is not in the envelope: answer application/json, and only that.',
    '#/components/schemas/NoSentence: The response UnknownPath is not in the envelope of an error: error must be required, a string.',
  ]);
});
