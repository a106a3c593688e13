import type { Attempted } from './attempt.ts';
import { compose } from './compose.ts';
import { isIdempotent, isRead } from './idempotency.ts';
import type { CallSettings } from './operation-types.ts';
import { attemptsWithin, timeoutWithin, type Settings } from './options.ts';
import { sendWithRetries } from './send-with-retries.ts';
import type { Runtime } from './runtime.ts';

/** Options of a call whose operation is not known to the compiler. */
export interface AnyOptions extends CallSettings {
  params?: { path?: Record<string, unknown>; query?: object; header?: object };
  body?: unknown;
}

/** Makes one call: method, path template and options in, the envelope's content out. */
export type Call = (method: string, template: string, options?: AnyOptions) => Promise<Attempted>;

/** The calls of one client. They reject with an `AttenyError`, a `ConfigurationError` or the reason of a signal. */
export function caller(settings: Settings, runtime: Runtime): Call {
  const { apiKey, baseUrl, idempotentRetries } = settings;
  const redact = (text: string) => text.replaceAll(apiKey, '[apiKey]');

  return async (method, template, { params = {}, body, headers, signal, timeout, retries } = {}) => {
    const operation = `${method} ${template}`;
    const takesKey = isIdempotent(operation);
    const request = compose(baseUrl, method, template, {
      params,
      body,
      defaults: takesKey ? { 'Idempotency-Key': runtime.key() } : {},
      headers: { ...headers, Authorization: `Bearer ${apiKey}` },
    });
    const failure = { operation, outcome: isRead(method) ? 'not_done' : 'unknown', redact } as const;
    return sendWithRetries(request, failure, {
      ...settings,
      runtime,
      signal,
      timeout: timeoutWithin(timeout ?? settings.timeout),
      retries: attemptsWithin(retries ?? settings.retries),
      safe: isRead(method) || (takesKey && idempotentRetries),
    });
  };
}
