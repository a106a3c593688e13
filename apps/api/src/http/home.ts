import { basePath } from '@atteny/contract';
import { homeReply } from '@atteny/request-reading';
import type { RequestHandler } from 'express';

export interface HomeOptions {
  /** Address of the documentation, with a slash at its end; null: unknown. */
  readonly docs: string | null;
  readonly key: string;
  /** Path of the dashboard, if it is served. */
  readonly dashboard: string | undefined;
}

/** Where `start` would run it; the page says so beside the link. */
const usualDocs = 'http://localhost:4020/';

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
