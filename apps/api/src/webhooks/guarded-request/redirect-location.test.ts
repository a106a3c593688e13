import { expect, test } from 'vitest';
import { redirectLocationOf } from './post.ts';

const from = new URL('https://loja.example/webhooks/atteny');

test.each([
  [
    'another address',
    'https://www.loja.example/webhooks/atteny/',
    'https://www.loja.example/webhooks/atteny/',
  ],
  ['a path of its own', '/entrar', 'https://loja.example/entrar'],
  ['a path beside it', 'atteny/', 'https://loja.example/webhooks/atteny/'],
  ['no secrets', 'https://ana:senha@sso.example:8443/?code=1#t', 'https://sso.example:8443/'],
  ['what the contract can show', '/a b\u00e9\u0001c', 'https://loja.example/a%20b%C3%A9%01c'],
  ['a scheme of no web address', 'javascript:alert(1)', null],
  ['a file', 'file:///etc/passwd', null],
  ['no address', 'https://', null],
])('shows %s', (_what, location, shown) => {
  expect(redirectLocationOf({ statusCode: 308, headers: { location } }, from)).toBe(shown);
});

test('a reply that is no redirect points nowhere, nor does one without an address', () => {
  expect(redirectLocationOf({ statusCode: 201, headers: { location: '/created' } }, from)).toBeNull();
  expect(redirectLocationOf({ statusCode: 400, headers: { location: '/' } }, from)).toBeNull();
  expect(redirectLocationOf({ statusCode: 304, headers: {} }, from)).toBeNull();
});
