import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule(
  'file-names',
  {},
  { good: 'good/openapi.yaml', bad: 'bad/openapi.yaml' },
);

test('accepts files named after what they hold', () => {
  expect(good).toEqual([]);
});

test('finds files named otherwise', () => {
  expect(bad).toEqual([
    '#/paths/~1contacts~1{contactId}: The path /contacts/{contactId} stands in paths/contact.yaml: name the file contacts_{contactId}.yaml.',
    'file-names/bad/paths/contact.yaml#/get/parameters/0: The parameter contactId stands in ../components/parameters/id.yaml: name the file contactId.yaml.',
    'file-names/bad/paths/contact.yaml#/get/responses/200/headers/X-Request-Id: The header X-Request-Id stands in ../components/headers/RequestId.yaml: name the file X-Request-Id.yaml.',
    'file-names/bad/paths/contact.yaml#/get/responses/200/content/application~1json/schema: The file contact.yaml in schemas does not give a type name: use PascalCase, such as Contact.yaml.',
    '#/webhooks/onMessageSent: The webhook onMessageSent stands in webhooks/sent.yaml: name the file message.sent.yaml.',
    '#/components/responses/UnknownPath: The component UnknownPath stands in components/responses/unknown.yaml: name the file UnknownPath.yaml.',
    '#/components/responses/UnknownPath: The file unknown.yaml in responses does not give a type name: use PascalCase, such as Contact.yaml.',
  ]);
});
