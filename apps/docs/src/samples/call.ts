import type { Operation } from '../contract/operations.ts';

/** One call of an operation with the contract's own example values. */
export interface Call {
  method: Operation['method'];
  /** As in the contract: `/contacts/{contactId}`. */
  path: string;
  pathValues: Record<string, string>;
  query: Record<string, string | number | boolean>;
  body: unknown;
}

/**
 * The call that the samples of an operation show, with one of its request examples.
 * Throws when a path parameter has no example: the sample could not be run.
 */
export function callOf(operation: Operation, body: unknown): Call {
  const pathValues: Call['pathValues'] = {};
  const query: Call['query'] = {};
  for (const parameter of operation.parameters) {
    const { name, example } = parameter;
    if (parameter.in === 'path') {
      if (example === undefined) {
        throw new Error(`${operation.id}: the path parameter ${name} has no example.`);
      }
      pathValues[name] = String(example);
    }
    if (parameter.in === 'query' && example !== undefined) query[name] = example;
  }
  return { method: operation.method, path: operation.path, pathValues, query, body };
}

/** The path with its values, as it stands in an address. */
export function pathOf(call: Call): string {
  return call.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(call.pathValues[name] ?? ''),
  );
}

/** Path and query at a server, as one address. */
export function addressOf(call: Call, baseUrl: string): string {
  const query = Object.entries(call.query).map(
    // A quote would end the text in which the address stands.
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll("'", '%27')}`,
  );
  return `${baseUrl}${pathOf(call)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
