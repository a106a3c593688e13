import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const options = { verbs: { get: ['get', 'list'], post: ['create'] } };

const { good, bad } = await lintRule('operation-id', options);

test('accepts a verb of the method and a noun, and webhooks that begin with on', () => {
  expect(good).toEqual([]);
});

test('finds wrong case, wrong verbs, and webhooks of another name', () => {
  expect(bad).toEqual([
    '#/paths/~1snake/get/operationId: The operationId get_snake is not a verb and a noun in camelCase, such as getContact.',
    '#/paths/~1verb/get/operationId: The operationId get is not a verb and a noun in camelCase, such as getContact.',
    '#/paths/~1pascal/get/operationId: The operationId GetPascal is not a verb and a noun in camelCase, such as getContact.',
    '#/paths/~1contacts/get/operationId: The operationId fetchContacts does not fit the method get: begin it with get, list.',
    '#/paths/~1contacts/put/operationId: The operationId replaceContacts does not fit the method put: use another method.',
    '#/paths/~1contacts/post/operationId: The operationId listContacts does not fit the method post: begin it with create.',
    '#/paths/~1contact/get/operationId: The operationId listContact lists one thing: name many, or begin it with get.',
    '#/webhooks/onMessageSent/post/operationId: The webhook onMessageSent has the operationId onSent: begin both with on, and let them be the same.',
    '#/webhooks/messageCreated/post/operationId: The webhook messageCreated has the operationId messageCreated: begin both with on, and let them be the same.',
  ]);
});
