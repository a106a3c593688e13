import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('webhook-emits');

test('accepts events of the webhooks', () => {
  expect(good).toEqual([]);
});

test('finds names that are no event, and an empty list', () => {
  expect(bad).toEqual([
    '#/paths/~1messages/put/x-atteny-emits: replaceMessage emits nothing: list events, or remove x-atteny-emits.',
    '#/paths/~1messages/post/x-atteny-emits/1: sendMessage emits onMessageSent, which no webhook of this document sends: the events are message.sent.',
  ]);
});
