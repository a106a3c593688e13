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

function lookUp(document: OpenAPIV3_1.Document, reference: string): unknown {
  const tokens = reference.slice(2).split('/');
  let current: unknown = document;
  for (const token of tokens) {
    const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    current = (current as Record<string, unknown> | undefined)?.[key];
  }
  if (typeof current !== 'object' || current === null)
    throw new ContractError([`$ref ${reference} leads nowhere`]);
  return current;
}
