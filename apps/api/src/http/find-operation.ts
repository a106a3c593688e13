import type { RequestHandler } from 'express';
import { Refusal } from '../failures.ts';
import type { FindOperation } from './operations.ts';

/** Judges path and method: 404, or 405 with Allow. Requests of another contract go past. */
export function findOperation(find: FindOperation): RequestHandler {
  return (request, _response, next) => {
    const { exchange } = request;
    const found = find(request.method, exchange.target.split('?', 1)[0] ?? '');
    if (found === undefined) return next('router');
    if ('allow' in found) throw new Refusal('methodNotAllowed', { headers: { Allow: found.allow } });
    exchange.operation = found.operation;
    exchange.params = found.params;
    return next();
  };
}
