import { resolve } from '@atteny/contract/references';
import type { OpenAPIV3_1 } from 'openapi-types';
import { propertiesOf, sameSchema, type Schema, takesNull } from './same-schema.ts';

type Document = OpenAPIV3_1.Document;
type Parameter = OpenAPIV3_1.ParameterObject;

/** What of a success its request names alike: by the contract alone, looked up once. */
export interface Reflection {
  /** Properties of the body that the reply has too. */
  readonly properties: readonly { readonly name: string; readonly nullWhenLeftOut: boolean }[];
  /** Parameters of the path, and the property that each of them is. */
  readonly identifiers: readonly { readonly parameter: string; readonly property: string }[];
  /** Parameters of the query that say which value a property of the listed items has. */
  readonly filters: readonly string[];
  /** What counts when the request does not say it; undefined for what is not listed by page. */
  readonly page: { readonly page: number; readonly limit: number } | undefined;
}

interface ReflectedOperation {
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly operation: OpenAPIV3_1.OperationObject;
}

/** @returns undefined for a response that has nothing in common with its request */
export function reflectionOf(
  document: Document,
  { path, parameters, operation }: ReflectedOperation,
  status: number,
): Reflection | undefined {
  if (status < 200 || status > 299) return undefined;
  const reply = propertiesOf(document, responseSchema(document, operation, status));
  const data = reply.get('data');
  if (data === undefined) return undefined;
  const items = itemsOf(document, data);
  const shown = propertiesOf(document, items ?? data);
  const alike = (name: string, schema: Schema | undefined) => {
    const other = shown.get(name);
    return schema !== undefined && other !== undefined && sameSchema(document, schema, other);
  };
  const inPath = parameters.filter((each) => each.in === 'path');
  const inQuery = parameters.filter((each) => each.in === 'query');
  const sent = items === undefined ? propertiesOf(document, bodySchema(document, operation)) : new Map();
  const reflection: Reflection = {
    properties: [...sent]
      .filter(([name, schema]) => alike(name, schema))
      .map(([name]) => ({
        name,
        // Whoever creates something and leaves a property out has said that it has none.
        nullWhenLeftOut: status === 201 && takesNull(document, shown.get(name) ?? {}),
      })),
    identifiers: inPath.flatMap(({ name, schema }) => {
      if (alike(name, schema)) return [{ parameter: name, property: name }];
      // `id` is what the whole path leads to; further down it is something else's.
      return items === undefined && path.endsWith(`{${name}}`) && alike('id', schema)
        ? [{ parameter: name, property: 'id' }]
        : [];
    }),
    filters:
      items === undefined
        ? []
        : inQuery.filter((each) => alike(each.name, each.schema)).map(({ name }) => name),
    page:
      items === undefined ? undefined : pageOf(document, inQuery, propertiesOf(document, reply.get('meta'))),
  };
  const { properties, identifiers, filters, page } = reflection;
  const isEmpty = properties.length + identifiers.length + filters.length === 0 && page === undefined;
  return isEmpty ? undefined : reflection;
}

function pageOf(
  document: Document,
  parameters: readonly Parameter[],
  meta: ReadonlyMap<string, Schema>,
): Reflection['page'] {
  const defaultOf = (wanted: string) => {
    const { schema } = parameters.find(({ name }) => name === wanted) ?? {};
    return schema && resolve<OpenAPIV3_1.SchemaObject>(document, schema).default;
  };
  const [page, limit] = [defaultOf('page'), defaultOf('limit')];
  const isPaged = ['total', 'page', 'limit'].every((name) => meta.has(name));
  return isPaged && typeof page === 'number' && typeof limit === 'number' ? { page, limit } : undefined;
}

function itemsOf(document: Document, data: Schema): Schema | undefined {
  const schema = resolve<OpenAPIV3_1.SchemaObject>(document, data);
  return 'items' in schema ? schema.items : undefined;
}

function responseSchema(
  document: Document,
  { responses = {} }: OpenAPIV3_1.OperationObject,
  status: number,
): Schema | undefined {
  const response = responses[status];
  if (response === undefined) return undefined;
  return resolve<OpenAPIV3_1.ResponseObject>(document, response).content?.['application/json']?.schema;
}

function bodySchema(document: Document, { requestBody }: OpenAPIV3_1.OperationObject): Schema | undefined {
  if (requestBody === undefined) return undefined;
  return resolve<OpenAPIV3_1.RequestBodyObject>(document, requestBody).content['application/json']?.schema;
}
