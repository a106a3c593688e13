import type { Subject } from '../contract/catalog.ts';
import type { Request } from './exchange.ts';

/** What varies between two requests to the same operation. Path values are encoded; `rawPath` is sent as it is. */
export interface Parts {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** A JSON body; undefined sends none. */
  json?: unknown;
  /** Bytes to send instead of `json`. */
  raw?: { body: string; type: string };
  /** The bearer key; null sends no Authorization. */
  key: string | null;
}

/** One request to an operation. Path parameters that are not given take the contract's example. */
export function compose(
  subject: Subject,
  { path = {}, query = {}, headers = {}, json, raw, key }: Parts,
): Request {
  const filled = subject.operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const example = subject.parameters.find((parameter) => parameter.name === name)?.example;
    return encodeURIComponent(path[name] ?? String(example));
  });
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  const body = raw?.body ?? (json === undefined ? undefined : JSON.stringify(json));
  return {
    method: subject.operation.method.toUpperCase(),
    path: pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': raw?.type ?? 'application/json' }),
      ...headers,
    },
    body,
  };
}
