import type { Problem } from './details.ts';
import type { QueryRules } from './rules.ts';
import { isPlainText, unescaped } from './text.ts';

/** The parameters that the contract knows. One that is given several times is a list. */
export type QueryValues = Record<string, string | string[]>;

export interface ReadQuery {
  readonly values: QueryValues;
  /** What in it cannot be read, or is spelled as no number of this API is. */
  readonly problems: readonly Problem[];
}

const digits = /^-?\d+$/;

/**
 * Reads a query to its end, however long. Names that the contract does not know are ignored, but what cannot be read is a
 * problem wherever it stands: nobody knows what was meant.
 */
export function readQuery(query: string, rules: QueryRules): ReadQuery {
  const values: QueryValues = {};
  if (query === '') return { values, problems: [] };
  const problems: Problem[] = [];
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const name = readText(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : readText(part.slice(equals + 1));
    if (name === undefined) problems.push(unreadable([]));
    else if (value === undefined) problems.push(unreadable([name]));
    else if (rules.names.has(name)) {
      const earlier = values[name];
      values[name] = earlier === undefined ? value : [earlier, value].flat();
    }
  }
  for (const { name, maximum } of rules.integers) {
    const value = values[name];
    const problem = value === undefined ? undefined : integerProblem(name, value, maximum);
    if (problem === undefined) continue;
    problems.push(problem);
    // A judge of schemas would make `Infinity` of a number that is long enough.
    delete values[name];
  }
  return { values, problems };
}

function readText(part: string): string | undefined {
  const text = unescaped(part.includes('+') ? part.replaceAll('+', ' ') : part);
  return text !== undefined && isPlainText(text) ? text : undefined;
}

/** A whole number is written in ASCII digits: what JavaScript takes for one too (`1e3`, `0x10`, ` 5`, `Infinity`) is none. */
function integerProblem(name: string, value: string | string[], maximum: number): Problem | undefined {
  const path = ['query', name];
  if (typeof value !== 'string' || !digits.test(value)) {
    return { path, keyword: 'type', message: 'must be integer' };
  }
  if (Number(value) <= maximum) return undefined;
  return { path, keyword: 'maximum', message: `must be <= ${maximum}` };
}

function unreadable(path: readonly string[]): Problem {
  return { path: ['query', ...path], keyword: 'text', message: '' };
}
