import { basePath, serverUrl } from '@atteny/contract';
import type { DebugEvent } from './debug.ts';
import { ConfigurationError } from './errors/configuration-error.ts';

/** What a request is sent with: nothing but what every fetch takes. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  redirect: 'manual';
}

/** What is read of a reply. */
export interface FetchReply {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What is asked of a fetch: the global one fits, that of undici too, and so does a function of a test. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchReply>;

export interface ClientOptions {
  /**
   * An API key, `sk_live_…`, as it comes out of an environment: one that is missing is refused with a clear sentence.
   * Keep it on servers: whoever loads a page can read what the page holds.
   */
  apiKey: string | undefined;
  /** Where the API is; an origin alone gets `/api/v1`. Left out, production. */
  baseUrl?: string | undefined;
  /** Left out, the global one. */
  fetch?: Fetch;
  /** Milliseconds for each attempt, reply included; 30,000 when left out. */
  timeout?: number;
  /** Attempts after the first; 2 when left out, 0 for none. */
  retries?: number;
  /** Longest wait, in milliseconds, that a reply may impose before a retry; 60,000 when left out. */
  maxRetryDelay?: number;
  /**
   * Repeats sendMessage and createContact after a failure that leaves the outcome unknown too, with the same
   * Idempotency-Key. Only for a server that honours that header, as the sandbox does; elsewhere it may send twice.
   */
  idempotentRetries?: boolean;
  /** Is told each request, reply, failure and retry. Never the key, never a body. */
  debug?: (event: DebugEvent) => void;
}

/** The options with nothing left open. */
export interface Settings extends Required<Omit<ClientOptions, 'apiKey' | 'baseUrl' | 'debug'>> {
  apiKey: string;
  baseUrl: string;
  debug?: (event: DebugEvent) => void;
}

/** Longest that a timer of a runtime can hold. */
const LONGEST = 2 ** 31 - 1;

/** The options with their defaults. Errors: {@link ConfigurationError}, which never tells the key. */
export function settingsOf({ apiKey, baseUrl = serverUrl, ...options }: ClientOptions): Settings {
  // A header cannot carry anything else, and the error of fetch for it would show the key.
  if (typeof apiKey !== 'string' || !/^[!-~]+$/.test(apiKey)) {
    throw new ConfigurationError(
      'apiKey',
      'precisa ser uma chave como sk_live_…, sem espaços nem quebras de linha.',
    );
  }
  return {
    apiKey,
    baseUrl: addressOf(baseUrl),
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeout: timeoutWithin(options.timeout ?? 30_000),
    retries: attemptsWithin(options.retries ?? 2),
    maxRetryDelay: within('maxRetryDelay', options.maxRetryDelay ?? 60_000, 0, LONGEST),
    idempotentRetries: options.idempotentRetries ?? false,
    ...(options.debug && { debug: options.debug }),
  };
}

/** Milliseconds of an attempt. Errors: {@link ConfigurationError}. */
export const timeoutWithin = (value: number) => within('timeout', value, 1, LONGEST);

/** Attempts after the first. Errors: {@link ConfigurationError}. */
export const attemptsWithin = (value: number) => within('retries', value, 0, 100);

function within(option: string, value: number, least: number, most: number): number {
  if (!(value >= least && value <= most)) {
    throw new ConfigurationError(option, `precisa ser um número de ${least} a ${most}.`);
  }
  return value;
}

function addressOf(baseUrl: string): string {
  // In a browser, a path alone is an address of the page's own origin.
  if (/^\/(?!\/)/.test(baseUrl)) {
    return baseUrl.replace(/\/$/, '');
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError(
      'baseUrl',
      'precisa ser um endereço http(s) sem usuário, consulta nem fragmento, como http://localhost:4010/api/v1.',
    );
  }
  return url.pathname === '/' ? url.origin + basePath : url.href.replace(/\/$/, '');
}
