import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { expect, test } from 'vitest';
import { sequence } from './sequence.ts';

const [request, response] = [{} as Request, {} as Response];
const left = (...steps: RequestHandler[]) =>
  new Promise<unknown>((resolve) => {
    const leave: NextFunction = (reason?: unknown) => resolve(reason);
    void sequence(...steps)(request, response, leave);
  });

test('each step is called by the one before it', async () => {
  const called: string[] = [];
  const step =
    (name: string): RequestHandler =>
    (_request, _response, next) => {
      called.push(name);
      next();
    };
  const later: RequestHandler = async (_request, _response, next) => {
    await Promise.resolve();
    called.push('later');
    next();
  };
  expect(await left(step('first'), later, step('last'))).toBeUndefined();
  expect(called).toEqual(['first', 'later', 'last']);
});

test.each<[string, RequestHandler]>([
  [
    'thrown',
    () => {
      throw new Error('no');
    },
  ],
  [
    'rejected',
    async () => {
      throw new Error('no');
    },
  ],
  ['handed on', (_request, _response, next) => next(new Error('no'))],
])('what is %s leaves the sequence, and no later step is called', async (_how, step) => {
  let reached = false;
  const after: RequestHandler = () => {
    reached = true;
  };
  expect(await left((_request, _response, next) => next(), step, after)).toEqual(new Error('no'));
  expect(reached).toBe(false);
});

test('a word to the router leaves the sequence too', async () => {
  expect(await left((_request, _response, next) => next('router'))).toBe('router');
});
