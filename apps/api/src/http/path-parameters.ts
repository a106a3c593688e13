import type { OpenAPIV3_1 } from 'openapi-types';
import { operationsOf, target } from './document.ts';

/** The pattern of every path parameter of a document, by its name. */
export function idPatterns(document: OpenAPIV3_1.Document): Map<string, RegExp> {
  const patterns = new Map<string, RegExp>();
  for (const place of operationsOf(document).flatMap(({ parameters = [] }) => parameters)) {
    const parameter = target(document, place);
    if (parameter.in !== 'path' || parameter.schema === undefined) continue;
    const { pattern } = target<OpenAPIV3_1.SchemaObject>(document, parameter.schema);
    if (pattern !== undefined) patterns.set(parameter.name, new RegExp(pattern, 'u'));
  }
  return patterns;
}
