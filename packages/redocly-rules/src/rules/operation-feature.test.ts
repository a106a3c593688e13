import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('operation-feature', { plan: 'Plan' });

test('accepts a feature of the plan, on all operations of a scope', () => {
  expect(good).toEqual([]);
});

test('finds what is no feature, and an operation that forgot its own', () => {
  expect(bad).toEqual([
    '#/paths/~1me/get/x-atteny-feature: getMe needs the feature name, which Plan does not have: its features are hasWebhooks.',
    '#/paths/~1webhooks/post: createWebhook and listWebhooks share the scope webhooks:manage, and only one of them needs hasWebhooks: give both the same x-atteny-feature.',
  ]);
});
