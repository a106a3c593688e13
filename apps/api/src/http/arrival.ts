import { readRequestTarget } from '@atteny/request-reading';
import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import { outsideTimeBudget } from '../db/time-budget.ts';
import type { Exchange } from './pipeline.ts';

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

/** A request and its reply, once the reply is sent or the client is gone. */
export interface Finished {
  readonly exchange: Exchange;
  readonly request: Request;
  readonly response: Response;
  /** Real milliseconds. */
  readonly duration: number;
}

/** Told of every request when it is over. It must not throw. */
export type Watcher = (finished: Finished) => void;

/** Tells the watchers of a request when it is over. */
function watch(watchers: readonly Watcher[], clock: Clock, request: Request, response: Response): void {
  response.once('close', () => {
    const { exchange } = request;
    const duration = clock.now() - exchange.startedAt;
    outsideTimeBudget(() => {
      for (const watcher of watchers) watcher({ exchange, request, response, duration });
    });
  });
}
