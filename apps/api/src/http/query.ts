import { parse, type ParsedUrlQuery } from 'node:querystring';
import type { RequestHandler } from 'express';
import type { OpenAPIV3_1 } from 'openapi-types';
import { operationsOf, target } from './document.ts';
import { isText } from './escapes.ts';
import { Refusal } from '../failures.ts';
import { present } from './present.ts';
import { detailsOf, type Problem } from './validation-details.ts';

const notText: Problem = { path: '/query', errorCode: 'encoding' };
const integer = /^-?\d+$/;

/**
 * A query as the contract reads it. `search[]=a` is a parameter that the contract does not know, and ignored as any
 * other; the validator would take it for a list named `search`.
 */
export function parseQuery(text: string | null | undefined): ParsedUrlQuery {
  const query = parse(text ?? '');
  for (const name of Object.keys(query)) if (name.includes('[')) delete query[name];
  return query;
}

/**
 * Judges what the validator would read too kindly, with 400 where the operation documents one: a query that is no UTF-8,
 * which would be read with other characters in place of what was sent, and whole numbers that are written otherwise than
 * in digits, such as `1e3`, `0x10` or ` 5`.
 */
export function plainQuery(document: OpenAPIV3_1.Document): RequestHandler {
  const integers = integerParameters(document);
  return (request, _response, next) => {
    const { operationId, statuses } = present(request.exchange.operation);
    const start = request.url.indexOf('?');
    if (start < 0) return next();
    // Express parses it again whenever it is asked for it.
    Object.defineProperty(request, 'query', { value: request.query, writable: true, configurable: true });
    if (!statuses.includes(400)) return next();
    const problems = isText(request.url.slice(start + 1))
      ? disguisedIntegers(request.query, integers.get(operationId) ?? [])
      : [notText];
    if (problems.length > 0) throw new Refusal('invalidBody', { details: detailsOf(problems) });
    return next();
  };
}

function disguisedIntegers(query: Readonly<Record<string, unknown>>, names: readonly string[]): Problem[] {
  return names
    .filter((name) => {
      const value = query[name];
      // What is no number at all is for the validator to say, together with all the rest.
      return (
        typeof value === 'string' && !integer.test(value) && Number.isInteger(Number(value || Number.NaN))
      );
    })
    .map((name) => ({ path: `/query/${name}`, errorCode: 'type', message: 'must be integer' }));
}

function integerParameters(document: OpenAPIV3_1.Document): Map<string, string[]> {
  return new Map(
    operationsOf(document).map((operation) => [
      operation.operationId ?? '',
      (operation.parameters ?? [])
        .map((parameter) => target(document, parameter))
        .filter((parameter) => parameter.in === 'query')
        .filter(
          (parameter) => parameter.schema !== undefined && typeOf(document, parameter.schema) === 'integer',
        )
        .map((parameter) => parameter.name),
    ]),
  );
}

function typeOf(
  document: OpenAPIV3_1.Document,
  schema: OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject,
): OpenAPIV3_1.SchemaObject['type'] {
  return target<OpenAPIV3_1.SchemaObject>(document, schema).type;
}
