import { expect, test } from 'vitest';
import { lintRule } from '../testing/lint-rule.ts';

const { good, bad } = await lintRule('portable-patterns');

test('accepts what every language reads alike', () => {
  expect(good).toEqual([]);
});

test('names what one of them reads otherwise, and what to write instead', () => {
  expect(bad).toEqual([
    '#/components/schemas/Surrogates/pattern: In the pattern ^[^\\uD800-\\uDFFF]*$ \\uD800 is not read alike everywhere: write \\x and two digits.',
    '#/components/schemas/Blanks/pattern: In the pattern ^\\s*$ \\s is not read alike everywhere: write out what it stands for, such as [0-9].',
    '#/components/schemas/Letters/pattern: In the pattern ^[á-ú]+$ á is not read alike everywhere: keep to ASCII.',
    '#/components/schemas/Ahead/pattern: In the pattern ^(?!a)[a-z]+$ (?! is not read alike everywhere: leave out look-around and flags.',
    '#/components/schemas/Anything/pattern: In the pattern ^.+$ . is not read alike everywhere: name the characters that are meant.',
    '#/components/schemas/Possessive/pattern: In the pattern ^[a-z]++$ ++ is not read alike everywhere: leave out possessive repetition.',
    '#/components/schemas/Both/pattern: In the pattern ^[a-z&&b]+$ && is not read alike everywhere: leave out operations on classes.',
    '#/components/schemas/Loose/pattern: In the pattern [0-9]+ [0-9]+ is not read alike everywhere: begin with ^ and end with $.',
    '#/components/schemas/Broken/pattern: In the pattern ^[0-9$ it does not compile: Invalid regular expression: /^[0-9$/: Unterminated character class.',
  ]);
});
