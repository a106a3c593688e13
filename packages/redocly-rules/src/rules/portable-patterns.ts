import { isMapping } from '../place.ts';
import type { Rule } from '../redocly.ts';

/** What one of ECMA (with and without `u`), Python, Java, Go, Rust and .NET reads otherwise, or not at all. */
const foreign: readonly [found: (pattern: string) => string | undefined, instead: string][] = [
  [(pattern) => /\\u[^\s]{0,4}/.exec(pattern)?.[0], 'write \\x and two digits'],
  [(pattern) => /\\(?![xu])[A-Za-z0-9]/.exec(pattern)?.[0], 'write out what it stands for, such as [0-9]'],
  [(pattern) => /[^\x20-\x7e]/.exec(pattern)?.[0], 'keep to ASCII'],
  [(pattern) => /\(\?[^:]/.exec(pattern)?.[0], 'leave out look-around and flags'],
  [(pattern) => /\./.exec(outsideClasses(pattern))?.[0], 'name the characters that are meant'],
  [(pattern) => /[*+?}]\+/.exec(outsideClasses(pattern))?.[0], 'leave out possessive repetition'],
  [(pattern) => /&&|--|~~|\[\[/.exec(pattern)?.[0], 'leave out operations on classes'],
  [(pattern) => (/^\^.*\$$/.test(pattern) ? undefined : pattern), 'begin with ^ and end with $'],
];

function outsideClasses(pattern: string): string {
  return pattern.replaceAll(/\\./g, '').replaceAll(/\[[^\]]*\]/g, '[]');
}

function problem(pattern: string): string | undefined {
  for (const [find, instead] of foreign) {
    const found = find(pattern);
    if (found !== undefined) return `${found} is not read alike everywhere: ${instead}`;
  }
  try {
    RegExp(pattern, '');
    RegExp(pattern, 'u');
  } catch (error) {
    return `it does not compile: ${(error as Error).message}`;
  }
  return undefined;
}

/** A pattern means the same to every tool that reads the document, in whatever language. */
export const portablePatterns: Rule = () => ({
  Schema(node, context) {
    if (!isMapping(node) || typeof node['pattern'] !== 'string') return;
    const sentence = problem(node['pattern']);
    if (sentence === undefined) return;
    context.report({
      message: `In the pattern ${node['pattern']} ${sentence}.`,
      location: context.location.child(['pattern']),
    });
  },
});
