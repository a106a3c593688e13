import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JSONSchema } from './json-schema.ts';
import type { PrismOperation } from './prism-operations.ts';
import type { Violation } from './violation.ts';

/** As Prism judges parameters: what was sent as text may stand for a number. */
const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true, coerceTypes: true }));
const compiled = new WeakMap<object, ValidateFunction>();

const notAnInteger = { keyword: 'type', message: 'must be integer' };

interface SentParameters {
  readonly operation: PrismOperation;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
}

/**
 * What Prism overlooks: it takes a parameter that was sent empty (`?limit=`) for one that was not sent, and reads whole
 * numbers as JavaScript does (`page=1e3`, `page=0x1`), where the server wants digits.
 */
export function overlookedViolations({ operation, query, headers }: SentParameters): readonly Violation[] {
  const { request } = operation.resource;
  const sent = [
    ...(request?.query ?? []).map((each) => ({
      ...each,
      path: ['query', each.name],
      value: query[each.name],
    })),
    ...(request?.headers ?? []).map(({ name, schema }) => {
      const lowerCase = name.toLowerCase();
      return { schema, path: ['header', lowerCase], value: headers[lowerCase] };
    }),
  ];
  return sent.flatMap(({ schema, path, value }) => {
    if (schema === undefined || typeof value !== 'string') return [];
    const faults =
      value === '' ? faultsOfEmptyText(schema) : faultsOfDisguisedInteger(schema as JSONSchema, value);
    return faults.map((fault) => ({ ...fault, path }));
  });
}

function faultsOfDisguisedInteger(schema: JSONSchema, value: string): readonly Omit<Violation, 'path'>[] {
  const disguised = schema.type === 'integer' && !/^-?\d+$/.test(value) && Number.isInteger(Number(value));
  return disguised ? [notAnInteger] : [];
}

function faultsOfEmptyText(schema: object): readonly Omit<Violation, 'path'>[] {
  // In an object, because only there a value can be coerced.
  const validate = compiled.get(schema) ?? ajv.compile({ type: 'object', properties: { value: schema } });
  compiled.set(schema, validate);
  void validate({ value: '' });
  return (validate.errors ?? []).map(({ keyword, message = '', params }) => {
    const allowed = 'allowedValues' in params ? `: ${(params['allowedValues'] as unknown[]).join(', ')}` : '';
    return { keyword, message: `${message}${allowed}` };
  });
}
