import { problemSentence } from '@atteny/contract/problem-sentence';
import type { components } from '@atteny/contract/public';

type Detail = components['schemas']['ValidationDetail'];

/** A problem as the validator reports it. */
export interface Problem {
  /** Where, such as `/body/phoneNumber`. */
  readonly path: string;
  readonly message?: string;
  /** The keyword, with or without the validator's ending. */
  readonly errorCode?: string;
}

/** The value that the contract shows at a place of a request, if it shows one. */
export type ExampleAt = (path: string) => unknown;

const mostDetails = 50;
const longestPath = 300;
const ending = '.openapi.validation';

/** What the validator found, said in Portuguese. */
export function detailsOf(problems: readonly Problem[], exampleAt: ExampleAt = () => undefined): Detail[] {
  return (
    problems
      // `then` brings problems of its own.
      .filter((problem) => keywordOf(problem) !== 'if')
      // Type and bounds say what int32 would; what is no instant has not its form either.
      .filter(({ message = '' }) => !/"int(32|64)"/.test(message))
      .filter(
        (problem, _index, all) =>
          keywordOf(problem) !== 'pattern' ||
          !all.some((other) => keywordOf(other) === 'format' && other.path === problem.path),
      )
      .slice(0, mostDetails)
      .map((problem) => ({
        path: pathOf(problem.path),
        message: problemSentence(
          { keyword: keywordOf(problem), message: problem.message ?? '' },
          exampleAt(problem.path),
        ),
      }))
  );
}

function pathOf(path: string): string {
  return Array.from(path.toWellFormed()).slice(0, longestPath).join('');
}

function keywordOf({ errorCode }: Problem): string {
  return (errorCode ?? '').replace(ending, '');
}
