import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';

const origin = /^https?:\/\/[^/?#]*/i;

/** Names the request, sets what every reply carries, and takes the origin off an absolute request target. */
export function arrival(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const target = targetOf(request.url);
    if (target !== request.url) {
      request.url = target;
      request.originalUrl = target;
    }
    const requestId = newId('req');
    request.exchange = { requestId, startedAt: clock.now(), target, params: {} };
    response.setHeader('X-Request-Id', requestId);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    next();
  };
}

function targetOf(url: string): string {
  return url.startsWith('/') ? url : url.replace(origin, '') || '/';
}
