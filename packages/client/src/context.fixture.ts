import type { ClientOptions, Fetch } from './options.ts';
import { clientIn } from './client.ts';
import type { Runtime } from './runtime.ts';

export const apiKey = 'sk_live_Qm7Tz0000000000000000000000000000000000';
export const now = Date.parse('2026-03-16T14:05:09Z');

/** What a test's server answers: a reply, an error of fetch, or never. */
export type Scripted = Response | Error | 'silence';

export interface Sent {
  url: string;
  init: RequestInit & { headers: Headers };
}

/** A client against a script: one answer after another, the last one again and again. Waits take no time. */
export function scripted(script: readonly Scripted[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const fetch: Fetch = (url, init) => {
    sent.push({ url, init: { ...init, headers: new Headers(init.headers) } });
    const answer = script[Math.min(sent.length, script.length) - 1];
    if (answer === 'silence' || answer === undefined) {
      return new Promise(() => {});
    }
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer.clone());
  };
  const timeout = options.timeout ?? 30_000;
  let keys = 0;
  const runtime: Runtime = {
    now: () => now,
    random: () => 0,
    key: () => `key-${(keys += 1)}`,
    wait: (milliseconds, signal) => {
      if (milliseconds !== timeout) {
        waits.push(milliseconds);
      }
      const passes = milliseconds !== timeout || script[sent.length] === 'silence';
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        if (passes) {
          setTimeout(resolve, 0);
        }
      });
    },
  };
  const client = clientIn(runtime, { apiKey, baseUrl: 'http://sandbox.test', fetch, ...options });
  return { client, sent, waits };
}

interface ReplyOptions {
  status?: number;
  headers?: Record<string, string>;
}

export const me = {
  organization: { id: 'org_1', name: 'Padaria Estrela do Sul', slug: 'padaria-estrela-do-sul' },
  plan: { name: 'Business', hasAPI: true, hasWebhooks: true },
  apiKey: { name: 'Loja', prefix: 'sk_live_Qm7T', scopes: [] },
};

/** A success in the envelope. */
export function success(
  data: unknown,
  { status = 200, headers = {} }: ReplyOptions = {},
  meta?: object,
): Response {
  return json({ success: true, data, ...(meta && { meta }) }, { status, headers });
}

/** An error in the envelope. */
export function refusal(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  more: object = {},
) {
  return json({ success: false, code, error: 'Uma frase.', ...more }, { status, headers });
}

/** A reply of any JSON. */
export function json(body: unknown, { status = 200, headers = {} }: ReplyOptions = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'req_1', ...headers },
  });
}

/** An error as undici throws it when nobody listens. */
export function connectionRefused(): Error {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  return new TypeError('fetch failed', { cause });
}

/** What a promise rejects with; undefined when it does not. */
export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
