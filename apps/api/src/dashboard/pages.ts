import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { consoleBasePath } from '@atteny/contract';
import express, { type RequestHandler, type Response, Router } from 'express';
import { sessionSecretOf } from '../sessions/console-access.ts';
import { signInPath } from '../sessions/sign-in-page.ts';

/** Where the built dashboard stands, and who may frame it. */
export interface DashboardSettings {
  /** A folder with index.html and assets/. */
  readonly folder: string;
  /** Origins of the same site that may show it in a frame. */
  readonly frameAncestors: readonly string[];
}

const prefix = '/console';
/** The name of an asset changes with what is in it. */
const immutable = 'public, max-age=31536000, immutable';

/**
 * Serves the dashboard's files; every other address under it is one of its views, and gets the page, which links to the
 * documentation where it is known.
 */
export function dashboardPages(
  { folder, frameAncestors }: DashboardSettings,
  docs: string | null,
): RequestHandler {
  const policy = policyOf(frameAncestors);
  const page = join(folder, 'index.html');
  const router = Router({ strict: true });
  const secured = (response: Response) => {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    if (frameAncestors.length === 0) response.setHeader('X-Frame-Options', 'DENY');
  };
  const sendPage = async (response: Response) => {
    const html = await readFile(page, 'utf8').catch(() => null);
    response.setHeader('Content-Type', `text/${html === null ? 'plain' : 'html'}; charset=utf-8`);
    if (html !== null) response.end(docs === null ? html : withHelp(html, docs));
    else response.status(503).end('O painel ainda não foi construído: pnpm --filter @atteny/console build');
  };
  router.use(
    `${prefix}/assets`,
    compressedAssets(join(folder, 'assets')),
    express.static(join(folder, 'assets'), {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader('Cache-Control', immutable),
    }),
  );
  router.use((request, response, next) => {
    const { path, query } = request.exchange.target;
    const isView = (path === prefix || path.startsWith(`${prefix}/`)) && !/\.\w+$/.test(path);
    if (request.method !== 'GET' || !isView || path.startsWith(consoleBasePath)) return next();
    secured(response);
    if (sessionSecretOf(request.headers.cookie) === undefined) {
      const wanted = query === '' ? path : `${path}?${query}`;
      const back = path.length > prefix.length + 1 ? `?next=${encodeURIComponent(wanted)}` : '';
      response.setHeader('Location', signInPath + back);
      response.status(303).end();
      return;
    }
    void sendPage(response);
  });
  return router;
}

async function compressedFile(path: string): Promise<Buffer | null> {
  const text = await readFile(path).catch(() => null);
  return text && promisify(gzip)(text);
}

const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** Scripts and styles shrink to a third on their way. Each is compressed once. */
function compressedAssets(folder: string): RequestHandler {
  const known = new Map<string, Buffer>();
  return async (request, response, next) => {
    const [, name = '', type] = /^\/([\w-]+\.(js|css))$/.exec(request.path) ?? [];
    if (type !== 'js' && type !== 'css') return next();
    response.vary('Accept-Encoding');
    if (request.method !== 'GET' || !request.acceptsEncodings('gzip')) return next();
    const body = known.get(name) ?? (await compressedFile(join(folder, name)));
    if (body === null) return next();
    known.set(name, body);
    response.setHeader('Cache-Control', immutable);
    response.setHeader('Content-Type', types[type]);
    response.setHeader('Content-Encoding', 'gzip');
    response.end(body);
  };
}

/** The page says where help is, by the link that HTML has for it. */
function withHelp(html: string, docs: string): string {
  const href = new URL(docs).href.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return html.replace('</head>', () => `<link rel="help" href="${href}"></head>`);
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
