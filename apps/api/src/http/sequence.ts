import type { RequestHandler } from 'express';

/**
 * Several steps as one, each called by the one before it, as Express's router would, which compares the path anew for
 * each of them. What a step throws, or hands to `next`, leaves the sequence.
 */
export function sequence(...steps: readonly RequestHandler[]): RequestHandler {
  return (request, response, leave) => {
    let following = 0;
    const next = (reason?: unknown): void => {
      const step = steps[following];
      if (reason !== undefined || step === undefined) return leave(reason);
      following += 1;
      try {
        const done: unknown = step(request, response, next);
        if (done instanceof Promise) done.catch(leave);
      } catch (error) {
        leave(error);
      }
      return undefined;
    };
    next();
  };
}
