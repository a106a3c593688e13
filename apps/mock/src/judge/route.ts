import type { MockContract, MockOperation } from '../contract/mock-contract.ts';

export type Route =
  | { readonly operation: MockOperation; readonly path: string; readonly decodable: boolean }
  /** The path is known, with these methods. */
  | { readonly allow: readonly string[] }
  | undefined;

/**
 * The operation that a path and a method belong to. Paths are compared as they were sent, letter by letter, as
 * production does: another case, a doubled, a trailing or an encoded slash is another path.
 */
export function route(contract: MockContract, method: string, path: string): Route {
  const below = path.startsWith(`${contract.basePath}/`) ? path.slice(contract.basePath.length) : undefined;
  const segments = below?.split('/').slice(1);
  if (below === undefined || !segments) return undefined;
  const candidates = contract.operations.filter((each) => matches(each.segments, segments));
  if (candidates.length === 0) return undefined;
  const operation = candidates.find(({ facts }) => facts.method.toUpperCase() === method);
  if (operation) return { operation, path: below, decodable: isDecodable(below) };
  return { allow: candidates.map(({ facts }) => facts.method.toUpperCase()) };
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, index) =>
      part.startsWith('{') ? segments[index] !== '' : part === segments[index],
    )
  );
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
