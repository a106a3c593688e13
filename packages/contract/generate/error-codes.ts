import type { OpenAPIV3_1 } from 'openapi-types';
import { resolve } from '../src/references.ts';

type Schema = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject;

/** The values that `code` may have in a response's body; empty when its schema does not pin them. */
export function errorCodesOf(document: OpenAPIV3_1.Document, response: OpenAPIV3_1.ResponseObject): string[] {
  const schema = response.content?.['application/json']?.schema;
  return schema ? [...new Set(codesOf(document, schema))] : [];
}

function codesOf(document: OpenAPIV3_1.Document, schema: Schema): string[] {
  const {
    properties,
    allOf = [],
    oneOf = [],
    anyOf = [],
  } = resolve<OpenAPIV3_1.SchemaObject>(document, schema);
  const own = properties?.['code'] ? valuesOf(document, properties['code']) : [];
  return [...own, ...[...allOf, ...oneOf, ...anyOf].flatMap((branch) => codesOf(document, branch))];
}

function valuesOf(document: OpenAPIV3_1.Document, schema: Schema): string[] {
  const { const: only, enum: several } = resolve<OpenAPIV3_1.SchemaObject & { const?: unknown }>(
    document,
    schema,
  );
  return (only === undefined ? (several ?? []) : [only]).filter((value) => typeof value === 'string');
}
