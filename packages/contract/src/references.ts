import type { OpenAPIV3_1 } from 'openapi-types';
import { ContractError } from './contract-error.ts';

/**
 * What a value of a bundled document stands for, references followed.
 * @throws ContractError when a reference leads nowhere or in a circle
 */
export function resolve<T extends object>(
  document: OpenAPIV3_1.Document,
  value: T | OpenAPIV3_1.ReferenceObject,
): T {
  let current = value;
  for (let steps = 0; steps < 100; steps++) {
    if (!('$ref' in current) || typeof current.$ref !== 'string') return current as T;
    current = lookUp(document, current.$ref) as T | OpenAPIV3_1.ReferenceObject;
  }
  throw new ContractError([`$ref ${JSON.stringify(value)} leads in a circle`]);
}

/**
 * What a reference of a bundled document names, as it stands there: a reference again, perhaps.
 * @throws ContractError when it leads nowhere
 */
export function lookUp(document: OpenAPIV3_1.Document, reference: string): object {
  const tokens = reference.slice(2).split('/');
  let current: unknown = document;
  for (const token of tokens) {
    const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    current = (current as Record<string, unknown> | undefined)?.[key];
  }
  if (typeof current !== 'object' || current === null) {
    throw new ContractError([`$ref ${reference} leads nowhere`]);
  }
  return current;
}

/**
 * A number that the schemas of a document state, such as `numberAt(document, 'JournalHeaders', 'maxProperties')`.
 * @param path from `components.schemas` on, references followed at every step
 * @throws ContractError when no number stands there
 */
export function numberAt(document: OpenAPIV3_1.Document, ...path: readonly string[]): number {
  const value = valueAt(document, path);
  if (typeof value !== 'number') throw new ContractError([`no number stands at ${path.join('/')}`]);
  return value;
}

/**
 * A pattern that the schemas of a document state, such as `patternAt(document, 'ApiKeyValue', 'pattern')`.
 * @throws ContractError when none stands there
 */
export function patternAt(document: OpenAPIV3_1.Document, ...path: readonly string[]): RegExp {
  const value = valueAt(document, path);
  if (typeof value !== 'string') throw new ContractError([`no pattern stands at ${path.join('/')}`]);
  return new RegExp(value, 'u');
}

function valueAt(document: OpenAPIV3_1.Document, path: readonly string[]): unknown {
  let current: unknown = document.components?.schemas;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (resolve(document, current) as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}
