import { consoleBasePath, type Operation } from '@atteny/contract';
import type { RequestReader } from '@atteny/request-reading';
import type { RequestHandler } from 'express';
import { withTimeBudget } from '../db/time-budget.ts';
import { Refusal } from '../failures.ts';
import type { Found } from './exchange.ts';

/** With the wait for a last connection (two seconds), a request is answered within five, whatever the network does. */
const timeBudgetMs = 2_500;

/**
 * Lets the requests of one contract through its steps; a path that it does not have goes on to whatever stands behind.
 * What a step throws is answered by `refusals`, as is the 405 for a method that a path lacks.
 */
export function pipeline<Op extends Operation>(
  { find }: RequestReader<Op>,
  steps: (found: Found<Op>) => Promise<void>,
): RequestHandler {
  return async (request, response, next) => {
    const { exchange } = request;
    const found = find(request.method, exchange.target.path);
    if (found === undefined) {
      next();
      return;
    }
    exchange.operation = found.operation;
    await withTimeBudget(timeBudgetMs, () => steps({ ...found, request, response, exchange }));
  };
}

/** 404 for what no operation of either contract has. */
export const unknownPath: RequestHandler = ({ exchange }) => {
  const ofConsole = exchange.target.path.startsWith(`${consoleBasePath}/`);
  throw new Refusal(ofConsole ? 'unknownConsolePath' : 'unknownPath');
};
