import type { OpenAPIV3_1 } from 'openapi-types';
import { resolve } from './references.ts';

interface Json {
  [key: string]: unknown;
}

interface Closing {
  readonly original: Json;
  readonly copy: Json;
  readonly done: Set<object>;
}

/**
 * A deep copy in which no object that we send may have a property that the contract does not name: every object
 * schema reachable from the body of a response or of a webhook gets `additionalProperties: false`, or
 * `unevaluatedProperties: false` where it is composed of others. A schema that says otherwise itself is left alone.
 *
 * Readers see open schemas, so that a property may be added one day; a server is checked against this copy,
 * so that none is added by mistake.
 */
export function closeResponses(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const copy = structuredClone(document);
  const closing = { original: object(document), copy: object(copy), done: new Set<object>() };
  for (const schema of sentSchemas(closing.copy)) close(closing, schema);
  return copy;
}

function sentSchemas(document: Json): Json[] {
  const operationsOf = (items: unknown) => values(items).flatMap((item) => values(target(document, item)));
  const webhooks = operationsOf(document['webhooks']);
  const bodies = [
    ...operationsOf(document['paths']).flatMap((operation) => values(operation['responses'])),
    ...values(object(document['components'])['responses']),
    ...webhooks.map((operation) => object(operation['requestBody'])),
  ];
  return bodies
    .flatMap((body) => values(target(document, body)['content']))
    .map((media) => object(media['schema']));
}

function close(closing: Closing, reference: Json): void {
  const schema = target(closing.copy, reference);
  if (closing.done.has(schema)) return;
  closing.done.add(schema);
  closeChildren(closing, schema);
  if (!judgesProperties(schema) && schema['type'] !== 'object') return;
  if ('additionalProperties' in schema || 'unevaluatedProperties' in schema) return;
  schema[partKeywords(schema).length > 0 ? 'unevaluatedProperties' : 'additionalProperties'] = false;
}

function closeChildren(closing: Closing, schema: Json): void {
  const alternatives = judgesProperties(schema) ? [] : ['oneOf', 'anyOf'];
  const children = [
    ...['items', 'contains', 'prefixItems', 'additionalProperties', ...alternatives].flatMap(
      (keyword) => schema[keyword],
    ),
    ...['properties', 'patternProperties'].flatMap((keyword) => values(schema[keyword])),
  ];
  for (const child of children) if (isObject(child)) close(closing, child);

  for (const keyword of partKeywords(schema)) {
    const parts = [schema[keyword]].flat().filter(isObject);
    const copies = parts.map((part) => openCopy(closing, part));
    schema[keyword] = Array.isArray(schema[keyword]) ? copies : copies[0];
  }
}

/** A part must leave room for the other parts, while the schema it refers to may have to be closed elsewhere. */
function openCopy(closing: Closing, part: Json): Json {
  const copy = '$ref' in part ? structuredClone(target(closing.original, part)) : part;
  closeChildren(closing, copy);
  return copy;
}

/** The keywords whose schemas judge the same object together with this one. */
function partKeywords(schema: Json): string[] {
  const alternatives = judgesProperties(schema) ? ['oneOf', 'anyOf'] : [];
  return ['allOf', 'if', 'then', 'else', ...alternatives].filter((keyword) => keyword in schema);
}

function judgesProperties(schema: Json): boolean {
  return 'properties' in schema || 'allOf' in schema;
}

function target(document: Json, value: unknown): Json {
  return resolve<Json>(document as unknown as OpenAPIV3_1.Document, object(value));
}

function values(value: unknown): Json[] {
  return Object.values(object(value)).filter(isObject);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
