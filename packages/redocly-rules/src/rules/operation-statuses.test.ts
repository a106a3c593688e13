import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const options = { always: ['401', '500'], input: ['400'], body: ['415'], identifier: ['404'] };

const { good, bad } = await lintRule('operation-statuses', options);

test('accepts what each kind of request needs, parameters of the path included', () => {
  expect(good).toEqual([]);
});

test('names the status that is missing, and why it is needed', () => {
  expect(bad).toEqual([
    '#/paths/~1me/get/responses: getMe does not document 500, although every operation can answer it: add the shared response.',
    '#/paths/~1nothing/get: getNothing does not document 401, although every operation can answer it: add the shared response.',
    '#/paths/~1nothing/get: getNothing does not document 500, although every operation can answer it: add the shared response.',
    '#/paths/~1query/get/responses: listByQuery does not document 400, although it takes input that can be wrong: add the shared response.',
    '#/paths/~1header/post/responses: createByHeader does not document 400, although it takes input that can be wrong: add the shared response.',
    '#/paths/~1body/post/responses: createByBody does not document 400, although it takes input that can be wrong: add the shared response.',
    '#/paths/~1body/post/responses: createByBody does not document 415, although it takes a body: add the shared response.',
    '#/paths/~1contacts~1{contactId}/get/responses: getContact does not document 404, although it names something that may not exist: add the shared response.',
  ]);
});
