import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const options = {
  groups: [
    { headers: ['X-Request-Id'] },
    { headers: ['Retry-After'], on: ['429'] },
    { headers: ['X-RateLimit-Limit'], notOn: ['401'] },
  ],
};

const { good, bad } = await lintRule('response-headers', options);

test('accepts shared headers where they belong', () => {
  expect(good).toEqual([]);
});

test('finds missing headers, ones defined anew, and ones where they do not belong', () => {
  expect(bad).toEqual([
    '#/paths/~1contacts/get/responses/200/headers/X-Request-Id: The response 200 defines the header X-Request-Id anew: use $ref to components/headers/X-Request-Id.',
    '#/paths/~1contacts/get/responses/200/headers/Retry-After: The response 200 has the header Retry-After, which belongs to 429 alone: remove it.',
    '#/paths/~1contacts/get/responses/200/headers/X-RateLimit-Limit: The response 200 defines the header X-RateLimit-Limit anew: use $ref to components/headers/X-RateLimit-Limit.',
    '#/paths/~1contacts/get/responses/401: The response 401 lacks the header X-Request-Id: add it with $ref to components/headers/X-Request-Id.',
    '#/components/responses/TooMany/headers: The response 429 lacks the header Retry-After: add it with $ref to components/headers/Retry-After.',
    '#/components/responses/TooMany/headers: The response 429 lacks the header X-RateLimit-Limit: add it with $ref to components/headers/X-RateLimit-Limit.',
    '#/components/responses/UnknownPath: The response UnknownPath lacks the header X-Request-Id: add it with $ref to components/headers/X-Request-Id.',
  ]);
});
