import { resolve } from '@atteny/contract/references';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { DetailLimits } from './details.ts';

type Document = OpenAPIV3_1.Document;
type Schema = OpenAPIV3_1.SchemaObject;
type Reference = OpenAPIV3_1.ReferenceObject;
type Parameter = OpenAPIV3_1.ParameterObject;

export interface QueryRules {
  readonly names: ReadonlySet<string>;
  readonly integers: readonly { readonly name: string; readonly maximum: number }[];
}

/** What reading a request of one operation asks of the contract. */
export interface OperationRules {
  readonly query: QueryRules;
  /** The pattern of each path parameter that has one. */
  readonly pathPatterns: ReadonlyMap<string, RegExp>;
  /** The value that the contract shows at a place, such as `['body', 'phoneNumber']`, if it shows one. */
  readonly exampleAt: (path: readonly string[]) => unknown;
}

/** The rules of every operation of a bundled document, by its operationId. */
export function rulesOf(document: Document): ReadonlyMap<string, OperationRules> {
  const rules = new Map<string, OperationRules>();
  for (const item of Object.values(document.paths ?? {})) {
    const { parameters: shared = [], ...rest } = item ?? {};
    for (const part of Object.values(rest)) {
      if (typeof part !== 'object' || !('operationId' in part)) continue;
      const parameters = [...shared, ...(part.parameters ?? [])].map((each) =>
        resolve<Parameter>(document, each),
      );
      rules.set(part.operationId ?? '', operationRules(document, part, parameters));
    }
  }
  return rules;
}

/** The bounds that the contract sets to the `details` of a 400. */
export function detailLimitsOf(document: Document): DetailLimits {
  const schemas = document.components?.schemas ?? {};
  const details = schemas['ValidationError']?.properties?.['details'];
  const path = schemas['ValidationDetail']?.properties?.['path'];
  const entries = details && resolve<Schema>(document, details).maxItems;
  const pathLength = path && resolve<Schema>(document, path).maxLength;
  return { entries: entries ?? Infinity, pathLength: pathLength ?? Infinity };
}

function operationRules(
  document: Document,
  operation: OpenAPIV3_1.OperationObject,
  parameters: readonly Parameter[],
): OperationRules {
  const schemaOf = ({ schema = {} }: Parameter) => resolve<Schema>(document, schema);
  const inQuery = parameters.filter((each) => each.in === 'query');
  const patterns = parameters
    .filter((each) => each.in === 'path')
    .map((each) => [each.name, schemaOf(each).pattern] as const);
  return {
    query: {
      names: new Set(inQuery.map(({ name }) => name)),
      integers: inQuery
        .filter((each) => schemaOf(each).type === 'integer')
        .map((each) => ({ name: each.name, maximum: schemaOf(each).maximum ?? Number.MAX_SAFE_INTEGER })),
    },
    pathPatterns: new Map(
      patterns.flatMap(([name, pattern]) =>
        pattern === undefined ? [] : [[name, new RegExp(pattern, 'u')]],
      ),
    ),
    exampleAt: ([part, ...names]) => {
      if (part === 'body') return bodyExample(document, operation, names);
      const wanted = names[0]?.toLowerCase();
      const places = part === 'headers' ? ['header'] : [part];
      const parameter = parameters.find(
        (each) => places.includes(each.in) && each.name.toLowerCase() === wanted,
      );
      return parameter && (parameter.example ?? schemaOf(parameter).examples?.[0]);
    },
  };
}

function bodyExample(
  document: Document,
  { requestBody }: OpenAPIV3_1.OperationObject,
  names: readonly string[],
): unknown {
  if (requestBody === undefined) return undefined;
  const body = resolve<OpenAPIV3_1.RequestBodyObject>(document, requestBody);
  let place: Schema | Reference | undefined = body.content['application/json']?.schema;
  for (const name of names) {
    const schema: Schema | undefined = place && resolve<Schema>(document, place);
    const properties = schema?.properties ?? {};
    if (schema !== undefined && 'items' in schema && /^\d+$/.test(name)) place = schema.items;
    else place = Object.hasOwn(properties, name) ? properties[name] : undefined;
  }
  return place && resolve<Schema>(document, place).examples?.[0];
}
