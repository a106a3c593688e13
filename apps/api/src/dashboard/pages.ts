import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { consoleBasePath } from '@atteny/contract';
import express, { type RequestHandler, type Response, Router } from 'express';
import { sessionSecretOf } from '../sessions/cookie.ts';
import { signInPath } from '../sessions/sign-in-path.ts';

/** Where the built dashboard stands, and who may frame it. */
export interface DashboardSettings {
  /** A folder with index.html and assets/. */
  readonly folder: string;
  /** Origins of the same site that may show it in a frame. */
  readonly frameAncestors: readonly string[];
}

const prefix = '/console';
const year = 31_536_000;

/** Serves the dashboard's files; every other address under it is one of its views, and gets the page. */
export function dashboardPages({ folder, frameAncestors }: DashboardSettings): RequestHandler {
  const policy = policyOf(frameAncestors);
  const page = join(folder, 'index.html');
  const router = Router({ strict: true });
  const secured = (response: Response) => {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    if (frameAncestors.length === 0) response.setHeader('X-Frame-Options', 'DENY');
  };
  router.use(
    `${prefix}/assets`,
    express.static(join(folder, 'assets'), {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader('Cache-Control', `public, max-age=${year}, immutable`),
    }),
  );
  router.use((request, response, next) => {
    const { path } = request.exchange.target;
    const isView = (path === prefix || path.startsWith(`${prefix}/`)) && !/\.\w+$/.test(path);
    if (request.method !== 'GET' || !isView || path.startsWith(consoleBasePath)) return next();
    secured(response);
    if (sessionSecretOf(request.headers.cookie) === undefined) {
      const back = path.length > prefix.length + 1 ? `?next=${encodeURIComponent(path)}` : '';
      response.setHeader('Location', signInPath + back);
      return response.status(303).end();
    }
    if (!existsSync(page)) {
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      return response
        .status(503)
        .end('O painel ainda não foi construído: pnpm --filter @atteny/console build');
    }
    return response.sendFile(page, { cacheControl: false });
  });
  return router;
}

function policyOf(frameAncestors: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    // What contacts send stands on servers of others.
    "img-src 'self' data: https:",
    'media-src https:',
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${["'self'", ...frameAncestors].join(' ')}`,
  ].join('; ');
}
