import { describe, expect, test } from 'vitest';
import { insteadOf } from './shown.ts';

describe('two texts that look alike are told apart', () => {
  test.each([
    ['composed or not', 'Jo\u0061\u0303o', 'Jo\u00e3o', String.raw`"Jo\u0061\u0303o" instead of "Jo\u00e3o"`],
    ['another blank', 'a\u00a0b', 'a b', String.raw`"a\u00a0b" instead of "a\u0020b"`],
    ['a blank more', 'Maria ', 'Maria', String.raw`"Maria\u0020" instead of "Maria"`],
    ['what cannot be seen', 'a\u200bb', 'ab', String.raw`"a\u200bb" instead of "ab"`],
    ['no letter outside of ASCII', 'a\u{e0001}', 'a', String.raw`"a\u{e0001}" instead of "a"`],
  ])('%s', (_name, actual, wanted, sentence) => {
    expect(insteadOf(actual, wanted)).toBe(sentence);
  });

  test('and those that do not are shown as they are', () => {
    expect(insteadOf('João', 'José')).toBe('"João" instead of "José"');
    expect(insteadOf('5', 5)).toBe('"5" instead of 5');
    expect(insteadOf(null, 'a')).toBe('null instead of "a"');
  });

  test('of long ones the part is shown where they differ', () => {
    const long = 'x'.repeat(160);
    expect(insteadOf(long, `${long}yz`)).toBe(
      `"…${'x'.repeat(20)}" instead of "…${'x'.repeat(20)}yz" (from character 141)`,
    );
  });
});
