import type { ContractDocument, Reference, Schema } from '../contract/document.ts';
import { resolve } from '../contract/document.ts';

/** What the pages say about one schema, its references followed and `null` told apart. */
export interface Shape {
  schema: Schema;
  /** The JSON type, `null` aside. */
  type: string;
  nullable: boolean;
  /** Of a list. */
  items: Shape | null;
  /** Of an object, in the contract's order. */
  properties: { name: string; required: boolean; shape: Shape }[];
  /** Other forms that the value may take, where it is not one form or null. */
  alternatives: Shape[];
}

// A keyword that is not shown would be a promise that readers never see: the build ends on it.
const shown = new Set(
  (
    'type description format pattern enum const default examples minimum maximum minLength maxLength minItems ' +
    'maxItems minProperties maxProperties uniqueItems additionalProperties required properties items oneOf if then x-atteny-source'
  ).split(' '),
);

/** Throws when the schema uses a keyword that the pages do not show. */
export function shapeOf(document: ContractDocument, reference: Reference<Schema>): Shape {
  const schema = resolve(document, reference);
  for (const keyword of Object.keys(schema)) {
    if (!shown.has(keyword)) throw new Error(`The docs do not show the schema keyword ${keyword}.`);
  }
  const alternatives = (schema.oneOf ?? []).map((one) => shapeOf(document, one));
  const others = alternatives.filter((one) => one.type !== 'null');
  const [only] = others;
  if (only && others.length === 1) {
    const { oneOf: _, ...beside } = schema;
    return { ...only, schema: { ...only.schema, ...beside }, nullable: others.length < alternatives.length };
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const required = new Set(schema.required);
  return {
    schema,
    type: types.find((type) => type !== 'null') ?? types[0] ?? typeOf(schema),
    nullable: types.length > 1 && types.includes('null'),
    items: schema.items ? shapeOf(document, schema.items) : null,
    properties: Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      required: required.has(name),
      shape: shapeOf(document, property),
    })),
    alternatives: others,
  };
}

/** The type of a schema that names none: that of its values. */
function typeOf(schema: Schema): string {
  const value = schema.const ?? schema.enum?.[0];
  if (value === null) return 'null';
  return value === undefined ? 'object' : typeof value;
}
