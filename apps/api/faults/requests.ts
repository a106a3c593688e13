import type { IncomingMessage } from 'node:http';
import { basePath } from '@atteny/contract';
import type { Fault } from './fault.ts';

const query =
  (change: (query: URLSearchParams) => void) =>
  (request: IncomingMessage): void => {
    const [path = '', text] = (request.url ?? '').split('?');
    if (text === undefined) return;
    const parameters = new URLSearchParams(text);
    change(parameters);
    request.url = `${path}?${parameters.toString()}`;
  };
const url =
  (change: (url: string) => string) =>
  (request: IncomingMessage): void =>
    void (request.url = change(request.url ?? ''));
/** An Idempotency-Key that is kept for less than an organization. */
const ofWhom =
  (owner: (request: IncomingMessage) => string) =>
  (request: IncomingMessage): void => {
    const key = request.headers['idempotency-key'];
    if (typeof key === 'string' && /^[!-~]{1,200}$/.test(key)) {
      request.headers['idempotency-key'] = key + owner(request);
    }
  };
const publicPart = new RegExp(`^${basePath}`, 'i');

/** The server does not heed a part of what it was asked. */
export const unheeded: Fault[] = [
  { name: 'search is ignored', check: 'lists', request: query((q) => q.delete('search')) },
  {
    name: 'search minds accents and case',
    check: 'lists',
    request: query((q) => q.has('search') && q.set('search', `${q.get('search') ?? ''}\u0303`)),
  },
  {
    name: 'a plus in a query is taken for itself',
    check: 'lists',
    request: url((path) => path.replaceAll('+', '%2B')),
  },
  { name: 'the status filter is ignored', check: 'lists', request: query((q) => q.delete('status')) },
  { name: 'page is ignored', check: 'lists', request: query((q) => q.delete('page')) },
  { name: 'limit is ignored', check: 'lists', request: query((q) => q.delete('limit')) },
  {
    name: 'limit 101 is taken for 100',
    check: 'broken',
    request: query((q) => q.get('limit') === '101' && q.set('limit', '100')),
  },
  {
    name: 'limit 0 is taken for 1',
    check: 'broken',
    request: query((q) => q.get('limit') === '0' && q.set('limit', '1')),
  },
  {
    name: 'a page that is no number is taken for 1',
    check: 'broken',
    request: query((q) => q.has('page') && !/^\d+$/.test(q.get('page') ?? '') && q.set('page', '1')),
  },
  {
    name: 'the Idempotency-Key is ignored',
    check: 'promises',
    request: (request) => void delete request.headers['idempotency-key'],
  },
  {
    name: 'Idempotency-Keys are compared without regard to case',
    check: 'promises',
    request: ({ headers }) => {
      const key = headers['idempotency-key'];
      if (typeof key === 'string') headers['idempotency-key'] = key.toLowerCase();
    },
  },
  {
    name: 'an Idempotency-Key is of one API key',
    check: 'idempotency keys',
    request: ofWhom(({ headers }) => (headers.authorization ?? '').slice(-20)),
  },
  {
    name: 'an Idempotency-Key is of one operation',
    check: 'idempotency keys',
    request: ofWhom(({ url: path }) => path?.split('/').at(-1) ?? ''),
  },
  {
    name: 'paths are matched without regard to case',
    check: 'transport',
    request: url((path) => (publicPart.test(path) ? path.toLowerCase() : path)),
  },
  {
    name: 'a trailing slash is forgiven',
    check: 'transport',
    request: url((path) => path.replace(/\/$/, '')),
  },
  {
    name: 'double slashes are forgiven',
    check: 'transport',
    request: url((path) => path.replaceAll('//', '/')),
  },
  {
    name: 'any media type is taken for JSON',
    check: 'transport',
    request: (request) => void (request.headers['content-type'] &&= 'application/json'),
  },
  {
    name: 'any charset is taken for UTF-8 where an endpoint is changed',
    check: 'transport',
    request: (request) =>
      void (
        request.method === 'PATCH' &&
        request.url?.includes('/webhooks/') &&
        request.headers['content-type']?.startsWith('application/json;') &&
        (request.headers['content-type'] = 'application/json')
      ),
  },
  {
    name: 'PUT is taken for PATCH',
    check: 'transport',
    request: (request) => void (request.method === 'PUT' && (request.method = 'PATCH')),
  },
  {
    name: 'HEAD is taken for GET',
    check: 'transport',
    request: (request) => void (request.method === 'HEAD' && (request.method = 'GET')),
  },
  {
    name: 'Basic credentials are taken for a key',
    check: 'credentials',
    request: (request) =>
      void (request.headers.authorization = request.headers.authorization?.replace(
        /^Basic .*/,
        () =>
          `Bearer ${Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
            .toString()
            .replace(/:$/, '')}`,
      )),
  },
];
