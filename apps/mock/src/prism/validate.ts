import type { IHttpRequest } from '@stoplight/prism-http';
// By its file: the package as a whole loads a generator of bodies, which few requests need.
import { validateInput } from '@stoplight/prism-http/dist/validator/index.js';
import type { Problem } from '@atteny/request-reading';
import { emptyParameters } from './empty-parameters.ts';
import type { PrismOperation } from './prism-operations.ts';

/** A request of which the front has already judged path, method, credentials, media type and size. */
export interface MockRequest {
  readonly operation: PrismOperation;
  readonly method: string;
  /** Path below the base path, as it was sent. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
  /** undefined when none was sent. */
  readonly body: unknown;
}

/** What of the request contradicts the contract; empty when nothing does. */
export function problemsOf(request: MockRequest): readonly Problem[] {
  // Prism takes a body that is `null`, `false`, `0` or `""` for none.
  if (request.body !== undefined && !request.body) return [notAnObject];
  const validated = validateInput({
    resource: request.operation.requestSide,
    element: asPrismHasIt(request),
  });
  const found = 'left' in validated ? validated.left : [];
  return [
    ...emptyParameters(request),
    ...found.map(({ path: [part = 'body', ...names] = [], code, message }) => ({
      path: [
        part === 'header' ? 'headers' : part,
        ...names.map(String),
        ...propertyIn(String(code), message),
      ],
      keyword: String(code),
      message,
    })),
  ];
}

export function asPrismHasIt({ method, path, query, headers, body }: MockRequest): IHttpRequest {
  return { method: method.toLowerCase() as IHttpRequest['method'], url: { path, query }, headers, body };
}

const notAnObject: Problem = { path: ['body'], keyword: 'type', message: 'must be object' };

/** The property that is missing or too much stands in Prism's sentence, not in its path. */
function propertyIn(keyword: string, message: string): string[] {
  const name =
    keyword === 'required'
      ? /required property '(.*)'$/s.exec(message)?.[1]
      : /(?:found |properties: )'(.*)'$/s.exec(message)?.[1];
  return name === undefined ? [] : [name];
}
