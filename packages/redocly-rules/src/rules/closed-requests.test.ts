import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('closed-requests');

test('accepts closed requests, open answers and open webhooks', () => {
  expect(good).toEqual([]);
});

test('finds open objects in what is sent to us, once each, and closed ones in what we send', () => {
  expect(bad).toEqual([
    '#/components/schemas/Create: This object is sent to us and takes unknown properties: set additionalProperties: false.',
    '#/components/schemas/Create/properties/address: This object is sent to us and takes unknown properties: set additionalProperties: false.',
    '#/components/schemas/Create/properties/list/items: This object is sent to us and takes unknown properties: set additionalProperties: false.',
    '#/components/schemas/Create/properties/choice/oneOf/0: This object is sent to us and takes unknown properties: set additionalProperties: false.',
    '#/components/schemas/Contact/properties/address: This object is sent by us and is closed to readers: remove additionalProperties: false.',
    '#/webhooks/onMessageSent/post/requestBody/content/application~1json/schema: This object is sent by us and is closed to readers: remove additionalProperties: false.',
  ]);
});
