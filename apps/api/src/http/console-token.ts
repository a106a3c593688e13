import { createHash, timingSafeEqual } from 'node:crypto';
import { bearerToken } from '@atteny/request-reading';
import { Refusal } from '../failures.ts';
import { challenge } from './authenticate.ts';
import type { Found } from './exchange.ts';

/** 401 unless the console's token is presented; compared in constant time. */
export function consoleAuthentication(token: string) {
  const expected = digest(token);
  return ({ request }: Found): void => {
    const presented = bearerToken(request.headers.authorization);
    if (presented === undefined) throw new Refusal('missingToken', challenge);
    if (!timingSafeEqual(digest(presented), expected)) throw new Refusal('invalidToken', challenge);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
