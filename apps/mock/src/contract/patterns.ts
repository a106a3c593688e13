import { ContractError } from '@atteny/contract/reading';

/**
 * Prism does not judge at all by a schema that it cannot compile, and says nothing of it: a mistyped pattern would let
 * everything pass.
 * @throws ContractError when a pattern of the document is no regular expression
 */
export function assertPatterns(document: object): void {
  const problems = [...brokenPatterns(document, '#')];
  if (problems.length > 0) throw new ContractError(problems);
}

function* brokenPatterns(value: object, pointer: string): Generator<string> {
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    if (key === 'pattern' && typeof child === 'string') {
      const expression = compiled(child);
      if (typeof expression === 'string') yield `${pointer}/pattern ${expression}`;
    }
    // An example may hold anything.
    const isSchema = key !== 'example' && key !== 'examples' && typeof child === 'object' && child !== null;
    if (isSchema) {
      yield* brokenPatterns(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }
}

/** The expression, or what is wrong with it. */
function compiled(pattern: string): RegExp | string {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    return (error as Error).message;
  }
}
