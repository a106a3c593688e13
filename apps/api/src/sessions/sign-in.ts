import { parse } from 'node:querystring';
import type { Request, RequestHandler, Response } from 'express';
import { Refusal } from '../failures.ts';
import { isOwnOrigin, sessionCookie } from './console-access.ts';
import {
  framedPage,
  framedPolicy,
  type Language,
  signInPage,
  signInPath,
  signInPolicy,
  type SignInProblem,
} from './sign-in-page.ts';
import { operatorGrant, type SessionStore } from './store.ts';
import type { TokenCheck } from './token-check.ts';

export interface SignInDependencies {
  readonly checkToken: TokenCheck;
  readonly sessions: SessionStore;
  readonly mode: 'sandbox' | 'production';
  /** Who may show the dashboard in a frame. */
  readonly dashboard: { readonly frameAncestors: readonly string[] } | null;
}

const home = '/console/';
const longestForm = 1_024;
const view = /^\/console\/[A-Za-z0-9/_-]{1,300}(\?[A-Za-z0-9=&%._~:+-]{0,500})?$/;

/** The page where a person signs in: a form for the token, and links whose code works once. Both lead to the dashboard. */
export function signIn({ checkToken, sessions, mode, dashboard }: SignInDependencies): RequestHandler {
  const enter = (
    request: Request,
    response: Response,
    { secret, expiresAt }: { secret: string; expiresAt: number },
  ) => {
    response.setHeader('Set-Cookie', sessionCookie(secret, expiresAt, mode === 'production'));
    response.setHeader('Location', inItsLanguage(nextOf(request) ?? home, request));
    response.status(303).end();
  };

  async function byLink(request: Request, response: Response, code: string, refuse: Show): Promise<void> {
    // A browser that only prepares a page would use the code up.
    const prepares = /prefetch|prerender/.test(
      String(request.headers['sec-purpose'] ?? request.headers['purpose'] ?? ''),
    );
    if (prepares) return void response.status(503).end();
    const begun = await sessions.redeem(code, request.headers['user-agent']);
    return begun ? enter(request, response, begun) : refuse(request, response, 403, 'used-link');
  }

  async function byForm(request: Request, response: Response): Promise<void> {
    if (!isOwnOrigin(request.headers.origin, request.headers.host)) {
      return show(request, response, 403, 'cross-origin');
    }
    const { token } = parse(await formOf(request));
    try {
      checkToken(typeof token === 'string' ? token.trim() : '', request.socket.remoteAddress);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const wait = error.headers['Retry-After'];
      if (wait === undefined) return show(request, response, 403, 'wrong-token');
      response.setHeader('Retry-After', wait);
      return show(request, response, 429, 'wait', Number(wait));
    }
    return enter(request, response, await sessions.begin(operatorGrant, request.headers['user-agent']));
  }

  return async (request, response, next) => {
    const { path, query } = request.exchange.target;
    if (path !== signInPath) return next();
    const { code } = parse(query);
    const isFramed = request.headers['sec-fetch-dest'] === 'iframe';
    const shown = isFramed ? showFramed(dashboard?.frameAncestors ?? []) : show;
    if (request.method === 'GET' && typeof code === 'string') return byLink(request, response, code, shown);
    if (request.method === 'GET') return shown(request, response, 200);
    if (request.method === 'POST') return byForm(request, response);
    response.setHeader('Allow', 'GET, POST');
    return response.status(405).end();
  };
}

function show(
  request: Request,
  response: Response,
  status: number,
  problem?: SignInProblem,
  waitSeconds = 0,
): void {
  response.setHeader('Content-Security-Policy', signInPolicy);
  // A form of a page that sends no referrer would name no origin.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response
    .status(status)
    .end(signInPage({ language: languageOf(request), next: nextOf(request), problem, waitSeconds }));
}

type Show = typeof show;

/** In a frame there is no form: the token is never typed into somebody else's page. */
function showFramed(frameAncestors: readonly string[]): Show {
  return (request, response, status) => {
    response.removeHeader('X-Frame-Options');
    response.setHeader('Content-Security-Policy', framedPolicy(frameAncestors));
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.status(status).end(framedPage(languageOf(request)));
  };
}

/** The dashboard goes on in the language of the form. */
function inItsLanguage(address: string, { exchange }: Request): string {
  const { lang } = parse(exchange.target.query);
  if (lang !== 'en' && lang !== 'pt-BR') return address;
  return `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`;
}

/** The view that somebody wanted to see before signing in: an address of the dashboard, and of nobody else. */
function nextOf({ exchange }: Request): string | undefined {
  const { next } = parse(exchange.target.query);
  return typeof next === 'string' && view.test(next) ? next : undefined;
}

function languageOf({ exchange, headers }: Request): Language {
  const { lang } = parse(exchange.target.query);
  if (lang === 'en' || lang === 'pt-BR') return lang;
  const accepted = headers['accept-language'] ?? '';
  return /\ben\b/i.test(accepted) && !/\bpt\b/i.test(accepted) ? 'en' : 'pt-BR';
}

/** The form's text; of one that is too long, the beginning, which is no token. */
async function formOf(request: Request): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (text.length <= longestForm) text += chunk.toString('latin1');
  }
  return text.slice(0, longestForm);
}
