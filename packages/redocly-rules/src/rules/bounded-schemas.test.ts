import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('bounded-schemas');

test('accepts bounds, enums, constants and bounded maps', () => {
  expect(good).toEqual([]);
});

test('names the bound that a string, array, number or map lacks', () => {
  expect(bad).toEqual([
    '#/paths/~1contacts/get/parameters/0/schema/type: This integer has no bound: set maximum, or an enum.',
    '#/paths/~1contacts/get/parameters/1/schema/type: This string has no bound: set maxLength, or an enum.',
    '#/paths/~1contacts/get/responses/200/content/application~1json/schema/properties/name/type: This string or null has no bound: set maxLength, or an enum.',
    '#/paths/~1contacts/get/responses/200/content/application~1json/schema/properties/at/type: This string has no bound: set maxLength, or an enum.',
    '#/paths/~1contacts/get/responses/200/content/application~1json/schema/properties/tags/type: This array has no bound: set maxItems, or an enum.',
    '#/paths/~1contacts/get/responses/200/content/application~1json/schema/properties/tags/items/type: This string has no bound: set maxLength, or an enum.',
    '#/paths/~1contacts/get/responses/200/content/application~1json/schema/properties/share/type: This number has no bound: set minimum and maximum, or an enum.',
    '#/paths/~1contacts/get/responses/200/content/application~1json/schema/properties/counts/type: This object has no bound: set maxProperties, or an enum.',
  ]);
});
