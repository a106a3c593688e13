import type { webhooks } from '@atteny/contract/public';
import { MissingHeaderError } from './errors.ts';

type HeaderParameters = webhooks[keyof webhooks]['post']['parameters']['header'];

type AsText<Parameters> = { [Name in keyof Parameters]: string };

/** Name of a header that comes with every delivery, or with those of a rotation. */
export type WebhookHeaderName = keyof HeaderParameters;

/** The headers of one delivery as they travel: all of them text. */
export type WebhookHeaders = AsText<HeaderParameters>;

/** Headers as a server receives them: `Headers` of fetch, or the plain object of node:http, Express and Fastify. */
export type ReceivedHeaders =
  | { get(name: string): string | null }
  | { readonly [name: string]: string | readonly string[] | undefined };

/**
 * One header whatever its case, or undefined; a repeated one is joined as fetch does.
 * Errors: TypeError when there are none to read.
 */
export function readHeader(headers: ReceivedHeaders, name: WebhookHeaderName): string | undefined {
  if (Object(headers) !== headers) {
    throw new TypeError('"headers" precisa ser os cabeçalhos.');
  }
  if (typeof headers.get === 'function') {
    return headers.get(name) ?? undefined;
  }
  const values = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name.toLowerCase() ? (value ?? []) : [],
  );
  return values[0] && values.join(', ');
}

/** One header that must be there. Errors: {@link MissingHeaderError}. */
export function requireHeader(headers: ReceivedHeaders, name: WebhookHeaderName): string {
  const value = readHeader(headers, name);
  if (value === undefined) {
    throw new MissingHeaderError(`Falta o cabeçalho ${name}.`, name);
  }
  return value;
}
