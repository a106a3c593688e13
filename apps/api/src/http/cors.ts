import { basePath, publicOperations } from '@atteny/contract';
import { publicDocument } from '@atteny/contract/documents';
import type { RequestHandler } from 'express';

const methods = [...new Set(Object.values(publicOperations).map(({ method }) => method.toUpperCase()))].join(
  ', ',
);
// `Date` with them: a reset can only be read against it.
const exposed = [...Object.keys(publicDocument.components?.headers ?? {}), 'Date'].join(', ');
const preflightSeconds = '600';

/** Opens the public API to pages of any origin: for the sandbox alone. The key is a header, never a cookie. */
export const cors: RequestHandler = (request, response, next) => {
  if (!request.exchange.target.startsWith(`${basePath}/`)) return next();
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', exposed);
  if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return next();
  response.setHeader('Access-Control-Allow-Methods', methods);
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Idempotency-Key');
  response.setHeader('Access-Control-Max-Age', preflightSeconds);
  return response.status(204).end();
};
