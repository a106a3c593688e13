import type { OpenAPIV3_1 } from 'openapi-types';
import { resolve } from '@atteny/contract/documents';
import type { Call } from './requests.ts';
import { valuesOf } from './texts.ts';

export interface Body {
  /** Operation, property, and what is special about it: `createContact: name empty`. */
  readonly name: string;
  readonly value: unknown;
}

/** Bodies of one operation: some that the document allows, and some that it refuses. */
export function bodiesOf(document: OpenAPIV3_1.Document, call: Call): { taken: Body[]; refused: Body[] } {
  const { operationId, bodySchema: schema } = call;
  const taken = Object.entries(call.examples).map(([name, value]) => ({
    name: `${operationId}: the example ${name}`,
    value,
  }));
  if (schema === undefined) return { taken, refused: [] };
  const refused: Body[] = brokenBodies(schema, call);
  for (const [property, reference] of Object.entries(schema.properties ?? {})) {
    const whole = wholeWith(call, property);
    const values = valuesOf(resolve<OpenAPIV3_1.SchemaObject>(document, reference), nameOf(reference));
    const into = (list: Body[], kinds: Readonly<Record<string, unknown>>) =>
      list.push(
        ...Object.entries(kinds).map(([kind, value]) => ({
          name: `${operationId}: ${property} ${kind}`,
          value: { ...whole, [property]: value },
        })),
      );
    into(taken, values.taken);
    into(refused, values.refused);
  }
  return { taken, refused };
}

/** Bodies that are wrong as a whole. */
function brokenBodies(
  { required = [], minProperties, properties = {} }: OpenAPIV3_1.SchemaObject,
  call: Call,
): Body[] {
  const [whole = {}] = Object.values(call.examples) as object[];
  const broken = (kind: string, value: unknown): Body => ({ name: `${call.operationId}: ${kind}`, value });
  return [
    broken('no object', [whole]),
    broken('unknown property', { ...whole, unknown: true }),
    ...(minProperties ? [broken('no property', {})] : []),
    ...required.map((name) => broken(`without ${name}`, { ...whole, [name]: undefined })),
    ...('mediaUrl' in properties
      ? [broken('file without address', { ...whole, type: 'IMAGE', mediaUrl: undefined })]
      : []),
    ...('events' in properties
      ? [broken('repeated item', { ...whole, events: ['message.sent', 'message.sent'] })]
      : []),
  ];
}

/** The first example that has the property, or the first of all. */
function wholeWith({ examples }: Call, property: string): object {
  const all = Object.values(examples) as object[];
  return all.find((example) => property in example) ?? all[0] ?? {};
}

function nameOf(reference: object): string | undefined {
  return '$ref' in reference ? String(reference.$ref).split('/').at(-1) : undefined;
}
