import { ContractError, resolve } from '@atteny/contract/reading';
import type { OpenAPIV3_1 } from 'openapi-types';

/**
 * A part of a document with what it refers to in the place of each reference; what stands beside a reference goes before.
 * @throws ContractError for a reference that leads nowhere, or back to where it stands
 */
export function dereferenced<Part>(document: OpenAPIV3_1.Document, part: Part): Part {
  const done = new Map<string, unknown>();
  const under = new Set<string>();
  const follow = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(follow);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...beside } = value as Record<string, unknown>;
    const rest = Object.entries(beside).map(([key, each]) => [key, follow(each)] as const);
    if (typeof $ref !== 'string') {
      return Object.fromEntries($ref === undefined ? rest : [['$ref', follow($ref)], ...rest]);
    }
    const target = targetOf($ref);
    return rest.length === 0 ? target : { ...target, ...Object.fromEntries(rest) };
  };
  const targetOf = ($ref: string): object => {
    if (under.has($ref)) throw new ContractError([`${$ref} refers to itself`]);
    under.add($ref);
    if (!done.has($ref)) done.set($ref, follow(resolve<object>(document, { $ref })));
    under.delete($ref);
    return done.get($ref) as object;
  };
  return follow(part) as Part;
}
