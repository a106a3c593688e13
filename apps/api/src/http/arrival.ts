import {
  type AllowedCallers,
  demandOwnHost,
  originHeaders,
  preflightHeaders,
  readRequestTarget,
} from '@atteny/request-reading';
import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import { outsideTimeBudget, withTimeBudget } from '../db/time-budget.ts';
import type { Exchange } from './pipeline.ts';
import { basePath } from '@atteny/contract';
import { publicDocument } from '@atteny/contract/documents';

/** With the wait for a last connection (two seconds), a request is answered within five, whatever the network does: refused, too. */
const timeBudgetMs = 2_500;

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
    withTimeBudget(timeBudgetMs, next);
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
