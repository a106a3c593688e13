import type { OpenAPIV3_1 } from 'openapi-types';
import type { Operation } from '../src/operation.ts';
import { ContractError } from '../src/contract-error.ts';
import { errorCodesOf } from './error-codes.ts';
import { resolve } from '../src/references.ts';

type Document = OpenAPIV3_1.Document & { [extension: `x-${string}`]: unknown };

/** The lists and figures of a document that belong to no single operation. */
export interface Vocabulary {
  /** Address of the first server, as the document writes it. */
  serverUrl: string;
  /** Path of the first server, such as `/api/v1`. */
  basePath: string;
  scopes: string[];
  webhooks: Record<string, string>;
  errorCodes: string[];
  limits: object;
  delivery: object;
  /** The largest value of each parameter, schema and property (`Schema.property`) that has one. */
  maxima: Record<string, number>;
}

/**
 * @throws ContractError when an operation asks for a scope, or causes an event, that the document does not have
 */
export function vocabularyOf(document: Document, operations: Record<string, Operation>): Vocabulary {
  const vocabulary = {
    serverUrl: serverUrlOf(document),
    basePath: new URL(serverUrlOf(document), 'http://localhost').pathname.replace(/\/$/, ''),
    scopes: scopesOf(document),
    webhooks: webhooksOf(document),
    errorCodes: allErrorCodes(document, operations),
    limits: objectOr(document['x-atteny-limits']),
    delivery: objectOr(document['x-atteny-delivery']),
    maxima: maximaOf(document),
  };
  const problems = Object.values(operations).flatMap(({ operationId, scopes, emits }) => [
    ...missing(
      scopes,
      vocabulary.scopes,
      `${operationId} asks for the scope`,
      'which no security scheme lists',
    ),
    ...missing(
      emits,
      Object.values(vocabulary.webhooks),
      `${operationId} emits`,
      'which no webhook is about',
    ),
  ]);
  if (problems.length > 0) throw new ContractError(problems);
  return vocabulary;
}

function missing(names: readonly string[], known: string[], before: string, after: string): string[] {
  return names.filter((name) => !known.includes(name)).map((name) => `${before} ${name}, ${after}`);
}

function serverUrlOf(document: Document): string {
  const url = document.servers?.[0]?.url;
  if (!url) throw new ContractError([`${document.info.title} names no server`]);
  return url;
}

function scopesOf(document: Document): string[] {
  return Object.values(document.components?.securitySchemes ?? {}).flatMap((reference) => {
    const scheme = resolve<OpenAPIV3_1.SecuritySchemeObject & { 'x-atteny-scopes'?: { name: string }[] }>(
      document,
      reference,
    );
    return (scheme['x-atteny-scopes'] ?? []).map(({ name }) => name);
  });
}

/** Event name of each webhook, read from the one value that `event` has in its body. */
function webhooksOf(document: Document): Record<string, string> {
  return Object.fromEntries(
    Object.entries(document.webhooks ?? {}).map(([key, item]) => {
      const { requestBody } = resolve<OpenAPIV3_1.PathItemObject>(document, item).post ?? {};
      const schema = requestBody && resolve<OpenAPIV3_1.RequestBodyObject>(document, requestBody).content;
      const body = schema?.['application/json']?.schema;
      const event = body && resolve<OpenAPIV3_1.SchemaObject>(document, body).properties?.['event'];
      const name = event && 'const' in event ? event.const : undefined;
      if (typeof name !== 'string') {
        throw new ContractError([`webhook ${key} needs a body whose event is one const`]);
      }
      return [key, name];
    }),
  );
}

/** By status, then in the order of the document; those of unknown paths and methods stand in components.responses. */
function allErrorCodes(document: Document, operations: Record<string, Operation>): string[] {
  const byStatus = new Map<number, Set<string>>();
  for (const { errorCodes } of Object.values(operations)) {
    for (const [status, codes] of Object.entries(errorCodes)) {
      byStatus.set(Number(status), new Set([...(byStatus.get(Number(status)) ?? []), ...codes]));
    }
  }
  const named = Object.values(document.components?.responses ?? {}).flatMap((response) =>
    errorCodesOf(document, resolve<OpenAPIV3_1.ResponseObject>(document, response)),
  );
  const ofOperations = [...byStatus].toSorted(([a], [b]) => a - b).flatMap(([, codes]) => [...codes]);
  return [...new Set([...ofOperations, ...named])];
}

/** For programs that know a bound without carrying the document: the command line says it before it asks. */
function maximaOf(document: Document): Record<string, number> {
  const maxima: Record<string, number> = {};
  const note = (name: string, value: object) => {
    if ('maximum' in value && typeof value.maximum === 'number') maxima[name] = value.maximum;
  };
  for (const [name, each] of Object.entries(document.components?.parameters ?? {})) {
    note(name, resolve<OpenAPIV3_1.ParameterObject>(document, each).schema ?? {});
  }
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    note(name, schema);
    const properties = 'properties' in schema ? schema.properties : {};
    for (const [property, value] of Object.entries(properties ?? {})) note(`${name}.${property}`, value);
  }
  return maxima;
}

function objectOr(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
