import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import { isText } from './escapes.ts';
import { newId } from '../ids.ts';

const origin = /^https?:\/\/[^/?#]*/i;

/** Names the request, sets what every reply carries, and takes the origin off an absolute request target. */
export function arrival(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const target = targetOf(request.url);
    const readable = readableTarget(target);
    if (readable !== request.url) {
      request.url = readable;
      request.originalUrl = readable;
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

/** The target as the validator can read it: it fails on a segment whose escapes are no UTF-8. */
function readableTarget(target: string): string {
  const [path = '', ...query] = target.split('?');
  if (isText(path)) return target;
  return [
    path
      .split('/')
      .map((segment) => (isText(segment) ? segment : encodeURIComponent(segment)))
      .join('/'),
    ...query,
  ].join('?');
}
