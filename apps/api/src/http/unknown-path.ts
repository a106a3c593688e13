import { consoleBasePath } from '@atteny/contract';
import type { RequestHandler } from 'express';
import { Refusal } from '../failures.ts';

/** Answers what no operation of either contract has. */
export const unknownPath: RequestHandler = (request) => {
  const ofConsole = request.exchange.target.startsWith(`${consoleBasePath}/`);
  throw new Refusal(ofConsole ? 'unknownConsolePath' : 'unknownPath');
};
