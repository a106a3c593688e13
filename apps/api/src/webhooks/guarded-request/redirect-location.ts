import type { IncomingMessage } from 'node:http';

/**
 * Where a redirect of `from` points, as it may be kept and shown: whole, so that a wrong slash or domain is seen, but
 * without user, password, query and fragment, in which secrets travel. `null` for what is no redirect, and for what does
 * not lead to a web address.
 */
export function redirectLocationOf(
  { statusCode = 0, headers: { location } }: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  from: URL,
): string | null {
  if (statusCode < 300 || statusCode > 399 || location === undefined) return null;
  const to = URL.parse(location, from.href);
  return to && /^https?:$/.test(to.protocol) ? `${to.origin}${to.pathname}` : null;
}
