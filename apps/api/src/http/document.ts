import type { OpenAPIV3_1 } from 'openapi-types';

/** Every operation of a document. */
export function operationsOf({ paths = {} }: OpenAPIV3_1.Document): OpenAPIV3_1.OperationObject[] {
  return Object.values(paths).flatMap((item) => Object.values(item ?? {}) as OpenAPIV3_1.OperationObject[]);
}

/** What stands at a place of a document: the thing itself, or what a reference to `#/components/…` leads to. */
export function target<T extends object>(
  document: OpenAPIV3_1.Document,
  place: T | OpenAPIV3_1.ReferenceObject,
): T {
  if (!('$ref' in place)) return place;
  const [kind = '', name = ''] = place.$ref.replace('#/components/', '').split('/');
  const components = (document.components ?? {}) as Record<string, Record<string, T> | undefined>;
  const found = components[kind]?.[name];
  if (found === undefined) throw new Error(`The contract has nothing at ${place.$ref}.`);
  return found;
}
