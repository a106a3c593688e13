import { readRequestTarget } from '@atteny/request-reading';
import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import { watch, type Watcher } from './watch.ts';

/** Names a request, sets what every reply carries, and lets the watchers know when it is over. */
export function arrival(clock: Clock, watchers: readonly Watcher[]): RequestHandler {
  return (request, response, next) => {
    const target = readRequestTarget(request.url);
    const requestId = newId('req');
    request.exchange = { requestId, startedAt: clock.now(), target };
    response.setHeader('X-Request-Id', requestId);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    if (watchers.length > 0) watch(watchers, clock, request, response);
    next();
  };
}
