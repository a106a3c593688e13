import { problemSentence } from '@atteny/contract/problem-sentence';
import type { Violation } from '../prism/violation.ts';
import { exampleAt } from './example-at.ts';
import type { OperationCircumstances } from './refusals.ts';

/** One entry of `details` in a 400. */
export interface Detail {
  /** Where in the request, such as `/body/phoneNumber`. */
  readonly path: string;
  /** What is wrong, in Portuguese. */
  readonly message: string;
}

/** Prism takes a body that is `null`, `false`, `0` or `""` for none. */
export const notAnObject: Violation = { path: ['body'], keyword: 'type', message: 'must be object' };

/** Prism sees a query parameter only after its bytes were made into a text. */
export const notText = (name: string): Violation => ({
  path: ['query', name],
  keyword: 'encoding',
  message: '',
});

/** Prism judges texts by their patterns, and no pattern says that a text is well-formed Unicode. */
export const illFormed: Violation = { path: ['body'], keyword: 'encoding', message: '' };

/** Prism cannot read a path with a stray percent sign at all. */
export const undecodable: Violation = {
  path: ['path'],
  keyword: 'format',
  message: 'must be percent-encoded',
};

/** Prism's complaints as a 400 reports them, as many of them as the contract lets it. */
export function detailsFor(
  { operation, contract }: OperationCircumstances,
  violations: readonly Violation[],
): readonly Detail[] {
  const { entries, pathLength } = contract.detailLimits;
  const details = new Map<string, Detail>();
  for (const violation of violations) {
    // `then` brings complaints of its own; type and bounds say what int32 would; what is no instant has not its form either.
    if (violation.keyword === 'if' || /"int(32|64)"/.test(violation.message)) continue;
    if (violation.keyword === 'pattern' && violations.some((other) => isFormatOf(other, violation))) continue;
    const path = [...violation.path, ...propertyOf(violation)];
    const [part = '', ...names] = path;
    const detail = {
      path: `/${[parts[part] ?? part, ...names].join('/')}`.slice(0, pathLength).toWellFormed(),
      message: problemSentence(violation, exampleAt(operation.prism, path)),
    };
    details.set(`${detail.path} ${detail.message}`, detail);
  }
  return [...details.values()].slice(0, entries);
}

/** Names of the contract for parts of a request that Prism calls otherwise. */
const parts: Readonly<Record<string, string>> = { header: 'headers' };

/** The property that is missing or too much stands in the sentence, not in the path. */
function propertyOf({ keyword, message }: Violation): string[] {
  const name =
    keyword === 'required'
      ? /required property '(.*)'$/s.exec(message)?.[1]
      : /(?:found |properties: )'(.*)'$/s.exec(message)?.[1];
  return name === undefined ? [] : [name.replaceAll('~', '~0').replaceAll('/', '~1')];
}

function isFormatOf(other: Violation, { path }: Violation): boolean {
  return other.keyword === 'format' && other.path.join('/') === path.join('/');
}
