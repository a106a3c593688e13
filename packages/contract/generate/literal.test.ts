import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { literal } from './literal.ts';

test('a literal is source that evaluates to the value', () => {
  const value = { list: [1, 2], 'a-b': null, 400: ['x'], nested: [{ text: 'it\'s "so"\n' }], none: {} };
  expect(runInNewContext(`(${literal(value)})`)).toEqual(value);
});

test('plain values stand on one line, names are quoted only where they must be', () => {
  expect(literal({ statuses: [200, 404], 'message.sent': true })).toBe(
    '{\n  statuses: [200, 404],\n  "message.sent": true,\n}',
  );
});
