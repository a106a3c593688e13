import { expect, test } from 'vitest';
import { parseTarget } from './target.ts';

test.for([
  ['/a/b?c=1', '/a/b', { c: '1' }],
  ['http://host:1/a?c=1', '/a', { c: '1' }],
  ['HTTPS://host?c', '/', { c: '' }],
  ['//host/a', '//host/a', {}],
  ['/a/../b/%2e%2e/', '/a/../b/%2e%2e/', {}],
  ['/a?b?c=d', '/a', { 'b?c': 'd' }],
  ['/a?c=1&c=2&c=3', '/a', { c: ['1', '2', '3'] }],
  ['/a?c=jo%C3%A3o+lima&d=100%', '/a', { c: 'joão lima', d: '100%' }],
  ['*', '*', {}],
] as const)('%s', ([target, path, query]) => {
  expect(parseTarget(target)).toEqual({ path, query, garbled: [] });
});

test('bytes that are no text are told of, though they were replaced', () => {
  expect(parseTarget('/a?b=%ff&c=%ED%A0%80&d=%EF%BF%BD')).toMatchObject({ garbled: ['b', 'c'] });
});
