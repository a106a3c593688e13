import type { Detail } from './refusal.ts';
import { problemSentence } from './sentence.ts';

/** One thing about a request that contradicts the contract, whoever found it. */
export interface Problem {
  /** `body`, `query`, `headers` or `path`, then the names that lead to the place. */
  readonly path: readonly string[];
  /** Keyword of the schema that is not satisfied; `text` for what is no well-formed Unicode, or holds NUL. */
  readonly keyword: string;
  /** What Ajv says of it, in English. */
  readonly message: string;
}

/** How much the `details` of a 400 may hold. */
export interface DetailLimits {
  readonly entries: number;
  readonly pathLength: number;
}

/** Problems as a 400 reports them: each once, as many as the contract lets it, with an example of how it is right. */
export function detailsOf(
  problems: readonly Problem[],
  limits: DetailLimits,
  exampleAt: (path: readonly string[]) => unknown,
): Detail[] {
  const details = new Map<string, Detail>();
  for (const problem of problems) {
    if (isSaidByAnother(problem, problems)) continue;
    const path = pointer(problem.path, limits.pathLength);
    const message = problemSentence(problem, exampleAt(problem.path));
    details.set(`${path} ${message}`, { path, message });
    if (details.size === limits.entries) break;
  }
  return [...details.values()];
}

/** `then` brings problems of its own; type and bounds say what int32 would; what has not its format has not its form either. */
function isSaidByAnother({ keyword, message, path }: Problem, all: readonly Problem[]): boolean {
  if (keyword === 'if' || /"int(?:32|64)"/.test(message)) return true;
  if (keyword !== 'pattern') return false;
  return all.some((other) => other.keyword === 'format' && other.path.join('/') === path.join('/'));
}

function pointer(path: readonly string[], longest: number): string {
  const text = path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  // The limit counts characters, of which a cut must not leave half of one.
  return Array.from(
    text
      .slice(0, 2 * longest)
      .toWellFormed()
      .replaceAll('\0', '\uFFFD'),
  )
    .slice(0, longest)
    .join('');
}
