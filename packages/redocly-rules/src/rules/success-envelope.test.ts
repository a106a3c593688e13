import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const options = { exempt: ['text/event-stream'] };

const { good, bad } = await lintRule('success-envelope', options);

test('accepts the envelope, composed by allOf too, no body, and exempt media types', () => {
  expect(good).toEqual([]);
});

test('finds bare bodies, a missing or misplaced meta, and other media types', () => {
  expect(bad).toEqual([
    '#/components/schemas/NoMeta: listContacts 200 is not in the envelope of a success: success must be required, with const: true.',
    '#/components/schemas/NoMeta: listContacts 200 is not in the envelope of a success: data of a list must be an array.',
    '#/components/schemas/NoMeta: listContacts 200 is not in the envelope of a success: meta of a list must be there and required.',
    '#/components/schemas/MetaOfMore: replaceContacts 200 is not in the envelope of a success: meta belongs to lists, whose operationId begins with list.',
    '#/components/schemas/Bare: createContact 201 is not in the envelope of a success: success must be required, with const: true.',
    '#/components/schemas/Bare: createContact 201 is not in the envelope of a success: data must be there and required.',
    '#/components/schemas/MetaOfMore: listConversations 200 is not in the envelope of a success: meta must have exactly total, page, limit, all required.',
    '#/components/schemas/Optional: getOptional 200 is not in the envelope of a success: success must be required, with const: true.',
    '#/components/schemas/Optional: getOptional 200 is not in the envelope of a success: data must be there and required.',
    '#/paths/~1text/get/responses/200/content/text~1plain: getText 200 is not in the envelope: answer application/json with a schema, or list text/plain as exempt.',
    '#/paths/~1nothing/get/responses/200/content/application~1json: getNothing 200 is not in the envelope: answer application/json with a schema, or list application/json as exempt.',
  ]);
});
