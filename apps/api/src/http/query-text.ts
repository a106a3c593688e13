import type { RequestHandler } from 'express';
import { Refusal } from './failures.ts';
import { present } from './present.ts';

const details = [{ path: '/query', message: 'deve ser texto em UTF-8, codificado com %' }];

/** A query that is no UTF-8 would be read with other characters in place of what was sent: 400 where one is documented. */
export const queryText: RequestHandler = (request, _response, next) => {
  const start = request.url.indexOf('?');
  const query = start < 0 ? '' : request.url.slice(start + 1);
  if (query.includes('%') && !isText(query) && documents400(present(request.exchange.operation).statuses)) {
    throw new Refusal('invalidBody', { details });
  }
  next();
};

function documents400(statuses: readonly number[]): boolean {
  return statuses.includes(400);
}

function isText(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}
