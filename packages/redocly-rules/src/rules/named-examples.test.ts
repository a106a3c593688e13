import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('named-examples');

test('accepts named examples, in place and by $ref, and responses without a body', () => {
  expect(good).toEqual([]);
});

test('finds bodies without named examples, and examples without a summary or a value', () => {
  expect(bad).toEqual([
    '#/paths/~1contacts/post/requestBody/content/application~1json/example: This body of type application/json has no named example: add examples with a name, a summary and a value.',
    '#/paths/~1contacts/post/responses/200/content/application~1json: This body of type application/json has no named example: add examples with a name, a summary and a value.',
    '#/paths/~1contacts/post/responses/201/content/application~1json/examples/nameless: The example nameless is not complete: give it a summary and a value.',
    '#/paths/~1contacts/post/responses/201/content/application~1json/examples/empty: The example empty is not complete: give it a summary and a value.',
    '#/paths/~1contacts/post/responses/201/content/application~1json/examples/blank: The example blank is not complete: give it a summary and a value.',
    '#/components/examples/Created: The example created is not complete: give it a summary and a value.',
    '#/paths/~1contacts/post/responses/202/content/application~1json: This body of type application/json has no named example: add examples with a name, a summary and a value.',
  ]);
});
