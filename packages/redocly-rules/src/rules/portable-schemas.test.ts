import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('portable-schemas');

test('accepts enums of texts, integers of a size, and defaults in words', () => {
  expect(good).toEqual([]);
});

test('names null in an enum, an integer of no size, a list longer than its enum, and the default of a property', () => {
  expect(bad).toEqual([
    '#/components/schemas/Statuses/type: This list can hold each of 2 values once: set maxItems to 2.',
    '#/components/schemas/Request/properties/type: The property type has a default, which makes it required to some generators: say it in the description.',
    "#/components/schemas/Request/properties/reason/enum: This enum holds null: leave it out, and use oneOf with type: 'null' where it can be null.",
    '#/components/schemas/Request/properties/hours/type: This integer has no size: set format to int32 or int64.',
  ]);
});
