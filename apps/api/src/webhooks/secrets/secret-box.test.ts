import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSecretBox, SealedWithOtherKeyError } from './secret-box.ts';

const box = createSecretBox([randomBytes(32)]);

test('what was sealed opens again, and the secret does not stand in the sealed text', () => {
  const sealed = box.seal('whsec_abc', 'row 1');
  expect(box.open(sealed, 'row 1')).toBe('whsec_abc');
  expect(sealed).not.toContain('whsec_abc');
  expect(box.seal('whsec_abc', 'row 1')).not.toBe(sealed);
});

test('sealed text moved to another row, or altered, does not open', () => {
  const sealed = box.seal('whsec_abc', 'row 1');
  expect(() => box.open(sealed, 'row 2')).toThrow(/authenticate/);
  const altered = sealed.slice(0, -4) + (sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
  expect(() => box.open(altered, 'row 1')).toThrow(/authenticate/);
});

test('another key says that it is another key', () => {
  const sealed = createSecretBox([randomBytes(32)]).seal('whsec_abc', 'row 1');
  expect(() => box.open(sealed, 'row 1')).toThrow(SealedWithOtherKeyError);
});

test('a key of another length is refused', () => {
  expect(() => createSecretBox([randomBytes(16)])).toThrow(RangeError);
});

test('while a key is replaced both open, and the first one seals', () => {
  const [old, young] = [randomBytes(32), randomBytes(32)];
  const sealed = createSecretBox([old]).seal('whsec_abc', 'row 1');
  const between = createSecretBox([young, old]);
  expect(between.open(sealed, 'row 1')).toBe('whsec_abc');
  const anew = between.seal('whsec_abc', 'row 1');
  expect(anew.startsWith(between.mark)).toBe(true);
  expect(createSecretBox([young]).open(anew, 'row 1')).toBe('whsec_abc');
});
