import { basePath, consoleBasePath } from '@atteny/contract';
import { homeReply, usualPorts } from '@atteny/request-reading';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../failures.ts';

// The paths that no contract has: probes, the root of a sandbox, and all that is nowhere.

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

export interface HomeOptions {
  /** Address of the documentation, with a slash at its end; null: unknown. */
  readonly docs: string | null;
  readonly key: string;
  /** Path of the dashboard, if it is served. */
  readonly dashboard: string | undefined;
}

/** Where `start` would run it; the page says so beside the link. */
const usualDocs = `http://localhost:${usualPorts.docs}/`;

/** For a sandbox: whoever opens its root learns where the API is, and how to call it. */
export function home({ docs, key, dashboard }: HomeOptions): RequestHandler {
  return (request, response, next) => {
    const reply = homeReply(request, {
      name: 'Sandbox',
      about: {
        'pt-BR':
          'O servidor de referência da API, com dados de demonstração. O que você muda fica, só nesta máquina.',
        en: 'The reference server of the API, with demo data. What you change stays, on this machine only.',
      },
      basePath,
      docs: docs ?? usualDocs,
      key,
      dashboard,
    });
    if (reply === undefined) return next();
    response.set(reply.headers);
    return reply.html === undefined ? response.json(reply.body) : response.type('html').send(reply.html);
  };
}

/** 404 for what no operation of either contract has. */
export const unknownPath: RequestHandler = ({ exchange }) => {
  const ofConsole = exchange.target.path.startsWith(`${consoleBasePath}/`);
  throw new Refusal(ofConsole ? 'unknownConsolePath' : 'unknownPath');
};
