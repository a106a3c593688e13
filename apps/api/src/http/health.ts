import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

export interface HealthDependencies {
  readonly database: { ping(): Promise<void> };
  readonly counters: { ping(): Promise<void> };
  readonly log: Logger;
}

const answerMs = 1_000;

/** `/healthz`: the process answers. `/readyz`: its stores answer as well, or 503. */
export function health({ database, counters, log }: HealthDependencies): RequestHandler {
  return async (request, response, next) => {
    const { path } = request.exchange.target;
    if (request.method !== 'GET' || (path !== '/healthz' && path !== '/readyz')) return next();
    if (path === '/healthz') return response.json({ status: 'ok' });
    try {
      await inTime(Promise.all([database.ping(), counters.ping()]));
      return response.json({ status: 'ready' });
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      return response.status(503).json({ status: 'unavailable' });
    }
  };
}

/** @throws when the stores take longer than a probe waits. */
function inTime(answer: Promise<unknown>): Promise<unknown> {
  const late = new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('A store did not answer in time.')), answerMs).unref();
  });
  return Promise.race([answer, late]);
}
