import { createFinalURL, createQuerySerializer, mergeHeaders } from 'openapi-fetch';
import { fillPath } from './path.ts';

/** A request as it is sent, once or several times. */
export interface Outgoing {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** What a request is composed from. */
export interface Parts {
  params: { path?: Record<string, unknown>; query?: object; header?: object };
  body: unknown;
  /** Under the operation's own header parameters. */
  defaults: Record<string, string>;
  /** Over them. */
  headers: Record<string, string>;
}

const querySerializer = createQuerySerializer();

/**
 * Composes a request by the parts of openapi-fetch. Its own client would also send and read it, but once only: here
 * each attempt sends the request anew, and a reply that is cut is a failed attempt.
 */
export function compose(baseUrl: string, method: string, template: string, parts: Parts): Outgoing {
  const { params, body, defaults, headers } = parts;
  return {
    url: createFinalURL(fillPath(template, params.path), {
      baseUrl,
      params: { query: params.query as Record<string, unknown> },
      querySerializer,
      pathSerializer: fillPath,
    }),
    method,
    // A plain object: a fetch of another library knows nothing of this one's Headers.
    headers: Object.fromEntries(
      mergeHeaders(
        { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        defaults,
        params.header as Record<string, string>,
        headers,
      ),
    ),
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}
