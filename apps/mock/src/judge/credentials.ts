import type { ErrorCode } from '@atteny/contract';

/**
 * What is wrong with the credentials of a request, as far as one can tell who knows no keys: undefined for every
 * bearer token that has the form of a key. Another scheme brings no key, as on the server.
 */
export function credentialFault(
  authorization: string | undefined,
  keyPattern: RegExp,
): ErrorCode | undefined {
  const token = /^Bearer +(\S.*)$/i.exec(authorization ?? '')?.[1]?.trim();
  if (token === undefined) return 'unauthorized';
  return keyPattern.test(token) ? undefined : 'invalid_api_key';
}
