import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { presentedToken } from './credentials.ts';
import { Refusal } from '../failures.ts';

const challenge = { headers: { 'WWW-Authenticate': 'Bearer' } };

/** 401 unless the console's token is presented; compared in constant time. */
export function consoleToken(token: string): RequestHandler {
  const expected = digest(token);
  return (request, _response, next) => {
    const presented = presentedToken(request.headers.authorization);
    if (presented === undefined) throw new Refusal('missingToken', challenge);
    if (!timingSafeEqual(digest(presented), expected)) throw new Refusal('invalidToken', challenge);
    next();
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
