import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const options = { scheme: 'apiKey' };

const { good, bad } = await lintRule('operation-scope', options);

test('accepts listed scopes, any valid key, and webhooks without credentials', () => {
  expect(good).toEqual([]);
});

test('finds inherited, missing, alternative, unknown and unused scopes', () => {
  expect(bad).toEqual([
    '#/paths/~1inherited/get: getInherited does not name its scope: give it security with exactly one requirement, apiKey, and the scopes it needs.',
    '#/paths/~1open/get/security: getOpen does not name its scope: give it security with exactly one requirement, apiKey, and the scopes it needs.',
    '#/paths/~1either/get/security: getEither does not name its scope: give it security with exactly one requirement, apiKey, and the scopes it needs.',
    '#/paths/~1other/get/security: getOther does not name its scope: give it security with exactly one requirement, apiKey, and the scopes it needs.',
    '#/paths/~1misspelt/get/security/0/apiKey: getMisspelt needs the scope contacts:reed, which apiKey does not list: correct it, or add it to x-atteny-scopes.',
    "#/webhooks/onMessageSent/post: onMessageSent is sent to a stranger's server without credentials of ours: set security to [].",
    '#/components/securitySchemes/apiKey/x-atteny-scopes: No operation needs the scope contacts:write: remove it from x-atteny-scopes, or use it.',
  ]);
});
