import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('known-extensions', { names: ['x-atteny-limits', 'x-atteny-emits'] });

test('accepts extensions that are read', () => {
  expect(good).toEqual([]);
});

test('finds misspelt extensions, of the document, an operation or a schema', () => {
  expect(bad).toEqual([
    '#/paths/~1messages/post/responses/200/content/application~1json/schema/properties/id/x-source: Nothing reads the extension x-source: correct its name, or add it to names in redocly.yaml.',
    '#/paths/~1messages/post/x-ateny-emits: Nothing reads the extension x-ateny-emits: correct its name, or add it to names in redocly.yaml.',
    '#/x-atteny-limit: Nothing reads the extension x-atteny-limit: correct its name, or add it to names in redocly.yaml.',
  ]);
});
