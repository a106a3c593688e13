import type { Origins } from './origins.ts';

/** `page`: everything but the page that sends requests; `try`: that page. */
export type PolicyKind = 'page' | 'try';

/**
 * The Content-Security-Policy of a page. Nothing is loaded from another origin. The try-it page may also send to the
 * two local servers.
 */
export function contentPolicy(kind: PolicyKind, origins: Origins): string {
  const servers = [origins.mock, origins.sandbox].map(({ baseUrl }) => new URL(baseUrl).origin);
  const rules = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': kind === 'try' ? ["'self'", ...servers] : ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  };
  return Object.entries(rules)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}
