import type { Request, Response } from 'express';
import type { Clock } from '../clock.ts';
import { outsideTimeBudget } from '../db/time-budget.ts';
import type { Exchange } from './exchange.ts';

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
export function watch(
  watchers: readonly Watcher[],
  clock: Clock,
  request: Request,
  response: Response,
): void {
  response.once('close', () => {
    const { exchange } = request;
    const duration = clock.now() - exchange.startedAt;
    outsideTimeBudget(() => {
      for (const watcher of watchers) watcher({ exchange, request, response, duration });
    });
  });
}
