import type { IncomingHttpHeaders } from 'node:http';
import { RequestRefusal } from './refusal.ts';

/** Who may call a server on a developer's machine, beside the pages and the programs of that machine. */
export interface AllowedCallers {
  /** Values of Host under which it answers, with a port or for any: `sandbox:4000`, `sandbox`. */
  readonly hosts: readonly string[];
  /** Origins whose pages may read its replies, such as `https://app.example`; `*` for any. */
  readonly origins: readonly string[];
}

const ownName =
  /^(?:(?:[a-z0-9_-]+\.)*localhost\.?|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:(?:127(?:\.\d{1,3}){3}|7f[0-9a-f]{2}:[0-9a-f]{1,4})\])$/i;
const hostAndPort = /^(\[[0-9a-f:.]+\]|[^:@/?#\s[\]]+)(?::\d{0,5})?$/i;
const originOf = /^https?:\/\/([^/?#@]+)$/i;

/** Whether a host, with its port or without, is a name of this machine: localhost, *.localhost, loopback. */
function isOwnHost(host: string): boolean {
  return ownName.test(hostAndPort.exec(host)?.[1] ?? '');
}

/**
 * Turns away whoever came under a name that is not ours: a page can have its own name lead to this machine, and would then
 * be of the same origin.
 * @throws RequestRefusal 421
 */
export function demandOwnHost(host: string | undefined, allowed: AllowedCallers): void {
  // HTTP/1.0 needs none; no browser speaks it.
  if (host === undefined || isOwnHost(host)) return;
  const name = hostAndPort.exec(host)?.[1];
  const given = [host, name].map((each) => each?.toLowerCase());
  if (!allowed.hosts.some((each) => given.includes(each.toLowerCase()))) {
    throw new RequestRefusal('misdirectedRequest');
  }
}

/**
 * The headers by which a page may read a reply; what depends on the origin says so.
 * @param exposed names of the headers that it may read
 */
export function originHeaders(
  { origin }: IncomingHttpHeaders,
  { origins }: AllowedCallers,
  exposed: string,
): Readonly<Record<string, string>> {
  if (origins.includes('*')) {
    return { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': exposed };
  }
  if (origin === undefined || !mayRead(origin, origins)) return varies;
  return { ...varies, 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed };
}

const varies = { Vary: 'Origin' } as const;
const preflightSeconds = '600';
const token = /^[\w!#$%&'*+.^`|~-]+$/;
const tokens = /^[\w!#$%&'*+.^`|~, -]+$/;

/**
 * The headers that answer a browser which asks beforehand whether a page may send a request: it may send any method, so
 * that a wrong one gets its 405, and any header.
 * @returns undefined for any other request, and for a page that may not
 */
export function preflightHeaders(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  { origins }: AllowedCallers,
): Readonly<Record<string, string>> | undefined {
  const { origin } = headers;
  const asked = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || origin === undefined || asked === undefined) return undefined;
  if (!token.test(asked) || !mayRead(origin, origins)) return undefined;
  const wanted = headers['access-control-request-headers'] ?? '';
  return {
    'Access-Control-Allow-Methods': asked,
    ...(tokens.test(wanted) && { 'Access-Control-Allow-Headers': wanted }),
    ...(headers['access-control-request-private-network'] !== undefined && {
      'Access-Control-Allow-Private-Network': 'true',
    }),
    'Access-Control-Max-Age': preflightSeconds,
    Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  };
}

function mayRead(origin: string, origins: readonly string[]): boolean {
  if (origins.includes('*') || origins.includes(origin)) return true;
  return isOwnHost(originOf.exec(origin)?.[1] ?? '');
}

/**
 * The callers that two settings name, both lists with commas.
 * @returns what is wrong with them too: a sentence each, in Portuguese, that begins with the value
 */
export function allowedCallers(
  hosts: string,
  origins: string,
): { readonly callers: AllowedCallers; readonly wrongHosts: string[]; readonly wrongOrigins: string[] } {
  const callers = { hosts: listed(hosts), origins: listed(origins) };
  return {
    callers,
    wrongHosts: callers.hosts
      .filter((each) => !hostAndPort.test(each))
      .map((each) => `"${each}" não é um nome de host, como sandbox ou sandbox:4000.`),
    wrongOrigins: callers.origins
      .filter((each) => each !== '*' && !(URL.canParse(each) && new URL(each).origin === each))
      .map((each) => `"${each}" não é uma origem, como https://app.example (nem *).`),
  };
}

/** What whoever starts a server should know of its settings, in Portuguese; undefined when there is nothing. */
export function callersWarning({ origins }: AllowedCallers): string | undefined {
  if (!origins.includes('*')) return undefined;
  return 'ATTENY_ALLOWED_ORIGINS é *: qualquer site aberto num navegador desta máquina pode ler as respostas.';
}

function listed(text: string): string[] {
  return text.split(',').flatMap((each) => each.trim() || []);
}
