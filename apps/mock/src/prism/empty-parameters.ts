import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Problem } from '@atteny/request-reading';
import type { PrismOperation } from './prism-operations.ts';

/** As Prism judges parameters: what was sent as text may stand for a number. */
const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true, coerceTypes: true }));
const compiled = new WeakMap<object, ValidateFunction>();

interface SentParameters {
  readonly operation: PrismOperation;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
}

/** What Prism overlooks: it takes a parameter that was sent empty (`?limit=`) for one that was not sent. */
export function emptyParameters({ operation, query, headers }: SentParameters): readonly Problem[] {
  const { request } = operation.resource;
  const empty = [
    ...(request?.query ?? [])
      .filter(({ name }) => query[name] === '')
      .map(({ name, schema }) => ({ path: ['query', name], schema })),
    ...(request?.headers ?? [])
      .map(({ name, schema }) => ({ path: ['headers', name.toLowerCase()], schema }))
      .filter(({ path: [, name = ''] }) => headers[name] === ''),
  ];
  return empty.flatMap(({ path, schema }) =>
    schema === undefined ? [] : problemsOfEmptyText(schema).map((problem) => ({ ...problem, path })),
  );
}

function problemsOfEmptyText(schema: object): readonly Omit<Problem, 'path'>[] {
  // In an object, because only there a value can be coerced.
  const validate = compiled.get(schema) ?? ajv.compile({ type: 'object', properties: { value: schema } });
  compiled.set(schema, validate);
  void validate({ value: '' });
  return (validate.errors ?? []).map(({ keyword, message = '', params }) => {
    const allowed = 'allowedValues' in params ? `: ${(params['allowedValues'] as unknown[]).join(', ')}` : '';
    return { keyword, message: `${message}${allowed}` };
  });
}
