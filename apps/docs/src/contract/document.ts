import { lookUp } from '@atteny/contract/reading';

/** The parts of a bundled OpenAPI 3.1 document that the pages show, as they stand in it. */

export type Reference<T> = T | ({ $ref: string } & Partial<T>);
export type Source = 'documented' | 'inferred';

export interface Schema {
  type?: string | string[];
  description?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  uniqueItems?: boolean;
  additionalProperties?: boolean | Schema;
  required?: string[];
  properties?: Record<string, Reference<Schema>>;
  items?: Reference<Schema>;
  oneOf?: Reference<Schema>[];
  if?: Schema;
  then?: Schema;
  'x-atteny-source'?: Source;
}

export interface Example {
  summary?: string;
  value: unknown;
}

export interface Media {
  schema?: Reference<Schema>;
  examples?: Record<string, Reference<Example>>;
}

export interface Header {
  description?: string;
  required?: boolean;
  schema?: Reference<Schema>;
  example?: string | number | boolean;
  'x-atteny-source'?: Source;
}

export interface Parameter extends Header {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
}

export interface Response {
  description: string;
  headers?: Record<string, Reference<Header>>;
  content?: Record<string, Media>;
}

export interface OperationObject {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Reference<Parameter>[];
  requestBody?: Reference<{ description?: string; required?: boolean; content: Record<string, Media> }>;
  responses: Record<string, Reference<Response>>;
  security?: Record<string, string[]>[];
  'x-atteny-source'?: Source;
  'x-atteny-emits'?: string[];
}

export interface Tag {
  name: string;
  description?: string;
  'x-displayName'?: string;
}

export interface ContractDocument {
  info: { title: string; version: string; summary?: string; description?: string };
  servers: { url: string; description?: string }[];
  tags: Tag[];
  paths: Record<string, Record<string, unknown>>;
  webhooks?: Record<string, Record<string, unknown>>;
  components: {
    securitySchemes?: Record<
      string,
      Reference<{ description?: string; 'x-atteny-scopes'?: { name: string; description: string }[] }>
    >;
    [section: string]: unknown;
  };
  [extension: `x-${string}`]: unknown;
}

/**
 * What a node says, its `$ref` followed. What stands beside the `$ref` wins over what it points at.
 * Throws when the target does not exist.
 */
export function resolve<T extends object>(document: ContractDocument, node: Reference<T>): T {
  if (!('$ref' in node) || typeof node.$ref !== 'string') return node as T;
  const { $ref, ...beside } = node;
  const target = lookUp(document as unknown as Parameters<typeof lookUp>[0], $ref);
  return { ...resolve<T>(document, target as T), ...beside };
}
