import { basePath } from '@atteny/contract';
import { publicDocument } from '@atteny/contract/documents';
import { type AllowedCallers, demandOwnHost, originHeaders, preflightHeaders } from '@atteny/request-reading';
import type { RequestHandler } from 'express';

// `Date` with them: a reset can only be read against it.
const exposed = [...Object.keys(publicDocument.components?.headers ?? {}), 'Date'].join(', ');

/**
 * For a sandbox: answers under the names of this machine only, and opens the public API to its pages. The key is a header,
 * never a cookie. The console is for pages of its own origin.
 */
export function callers(allowed: AllowedCallers): RequestHandler {
  return (request, response, next) => {
    const { target } = request.exchange;
    const isPublic = target.path === basePath || target.path.startsWith(`${basePath}/`);
    if (isPublic) {
      response.setHeaders(new Map(Object.entries(originHeaders(request.headers, allowed, exposed))));
    }
    demandOwnHost(target.authority ?? request.headers.host, allowed);
    const preflight = isPublic ? preflightHeaders(request.method, request.headers, allowed) : undefined;
    if (preflight === undefined) return next();
    return response.set(preflight).status(204).end();
  };
}
