import { isDeepStrictEqual } from 'node:util';
import { resolve } from '@atteny/contract/references';
import type { OpenAPIV3_1 } from 'openapi-types';

export type Schema = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject;

/** What says something about a value, and does not decide which are valid. */
const annotations = /^(?:title|description|examples?|default|deprecated|readOnly|writeOnly|x-.*)$/;

/** Whether two schemas of a document take the same values, null aside, by what they say. */
export function sameSchema(document: OpenAPIV3_1.Document, one: Schema, other: Schema): boolean {
  return isDeepStrictEqual(said(document, one), said(document, other));
}

/** Whether a schema takes null by its own word. */
export function takesNull(document: OpenAPIV3_1.Document, schema: Schema): boolean {
  const { type, oneOf, anyOf } = resolve<OpenAPIV3_1.SchemaObject>(document, schema);
  if ([type].flat().includes('null')) return true;
  return [...(oneOf ?? []), ...(anyOf ?? [])].some((each) => takesNull(document, each));
}

/** The properties of a schema, those of what it is made up of too. */
export function propertiesOf(
  document: OpenAPIV3_1.Document,
  schema: Schema | undefined,
): ReadonlyMap<string, Schema> {
  if (schema === undefined) return new Map();
  const { properties = {}, allOf = [] } = resolve<OpenAPIV3_1.SchemaObject>(document, schema);
  return new Map([
    ...allOf.flatMap((each) => [...propertiesOf(document, each)]),
    ...Object.entries(properties),
  ]);
}

/** A schema without annotations, and without the choice of null. */
function said(document: OpenAPIV3_1.Document, schema: Schema): unknown {
  if ('$ref' in schema && Object.keys(schema).every((key) => key === '$ref' || annotations.test(key))) {
    return said(document, resolve<OpenAPIV3_1.SchemaObject>(document, schema));
  }
  const { type, oneOf, ...rest } = schema as OpenAPIV3_1.SchemaObject;
  const choices = oneOf?.filter((each) => !isNull(each)) ?? [];
  const [only] = choices;
  if (only !== undefined && choices.length === 1 && bare(rest).length === 0) return said(document, only);
  const types = [type].flat().filter((each) => each !== undefined && each !== 'null');
  const parts = bare({ ...rest, ...(choices.length > 0 && { oneOf: choices }) });
  return { types, parts: Object.fromEntries(parts) };
}

function bare(schema: object): [string, unknown][] {
  return Object.entries(schema).filter(([key]) => !annotations.test(key));
}

function isNull(schema: Schema): boolean {
  return 'type' in schema && schema.type === 'null';
}
