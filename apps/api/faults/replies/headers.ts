import type { Fault } from '../fault.ts';
import { drop, header, on, plus } from './damage.ts';

export const wrongHeaders: Fault[] = [
  { name: 'no X-Request-Id', check: 'credentials', reply: drop('x-request-id') },
  { name: 'no X-RateLimit-Remaining', check: 'promises', reply: drop('x-ratelimit-remaining') },
  { name: 'no X-RateLimit-Reset on errors', check: 'broken', reply: on(400, drop('x-ratelimit-reset')) },
  { name: 'no X-Api-Quota-Used', check: 'promises', reply: drop('x-api-quota-used') },
  { name: 'no Retry-After', check: 'limits', reply: on(429, drop('retry-after')) },
  {
    name: 'Retry-After is a date',
    check: 'limits',
    reply: on(
      429,
      header('retry-after', () => new Date().toUTCString()),
    ),
  },
  {
    name: 'Retry-After is in milliseconds',
    check: 'limits',
    reply: on(
      429,
      header('retry-after', (value) => `${value}000`),
    ),
  },
  {
    name: 'X-RateLimit-Reset is in milliseconds',
    check: 'promises',
    reply: header('x-ratelimit-reset', (value) => `${value}000`),
  },
  {
    name: 'X-RateLimit-Reset is a duration',
    check: 'promises',
    reply: header('x-ratelimit-reset', () => '42'),
  },
  {
    name: 'X-RateLimit-Remaining is one too many',
    check: 'limits',
    reply: header('x-ratelimit-remaining', plus(1)),
  },
  { name: 'X-RateLimit-Limit is one too many', check: 'limits', reply: header('x-ratelimit-limit', plus(1)) },
  {
    name: 'X-Api-Quota-Remaining is one too many',
    check: 'promises',
    reply: header('x-api-quota-remaining', plus(1)),
  },
  {
    name: 'X-Api-Quota-Reset is tomorrow',
    check: 'promises',
    reply: header('x-api-quota-reset', () => String(Math.ceil(Date.now() / 86_400_000) * 86_400 + 3600)),
  },
  { name: 'no Allow', check: 'transport', reply: on(405, drop('allow')) },
  {
    name: 'Allow names one method too many',
    check: 'transport',
    reply: on(
      405,
      header('allow', (value) => `${value}, PUT`),
    ),
  },
  {
    name: 'the media type is text/html',
    check: 'promises',
    reply: (reply) => void (reply.headers['content-type'] = 'text/html; charset=utf-8'),
  },
  {
    name: 'errors are application/problem+json',
    check: 'credentials',
    reply: (reply) =>
      void (reply.status >= 400 && (reply.headers['content-type'] = 'application/problem+json')),
  },
  {
    name: 'pages may not read whether a reply is a replay',
    check: 'transport',
    reply: header('access-control-expose-headers', (value) => value.replace(', Idempotency-Replayed', '')),
  },
  { name: 'a replay does not say that it is one', check: 'promises', reply: drop('idempotency-replayed') },
];
