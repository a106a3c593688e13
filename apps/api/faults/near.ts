import type { IncomingMessage } from 'node:http';
import { basePath } from '@atteny/contract';
import type { Damaged, Fault } from './fault.ts';

/** The server answers what was nearly asked, or what was true before, or shows less than it has. */
export const nearlyRight: Fault[] = [
  {
    name: 'an empty filter of deliveries is none',
    check: 'queries',
    request: rewritten(/\/deliveries\?/, (query) => query.get('status') === '' && query.delete('status')),
  },
  {
    name: 'Limit is taken for limit in a list of messages',
    check: 'queries',
    request: rewritten(/\/messages\?/, (query) => {
      if (query.has('Limit')) query.set('limit', query.get('Limit') ?? '');
    }),
  },
  {
    name: 'a search of more than fifty characters is refused',
    check: 'full world',
    request: rewritten(/\/contacts\?/, (query) => {
      if ((query.get('search') ?? '').length > 50) query.set('search', 'x'.repeat(101));
    }),
  },
  idInAnyLetters(),
  firstIdentity(),
  {
    name: 'a list of endpoints tells nothing of a rotation',
    check: 'receivers',
    reply: ({ body }, { method, path }) => {
      if (method !== 'GET' || path !== '/webhooks') return;
      for (const each of body?.data ?? []) each.previousSecretExpiresAt = null;
    },
  },
  {
    name: 'a 308 leads nowhere',
    check: 'answers',
    outcome: (outcome) => (outcome.statusCode === 308 ? { ...outcome, redirectLocation: null } : outcome),
  },
  {
    name: 'an answer is kept up to 2000 characters',
    check: 'answers',
    outcome: (outcome) => ({ ...outcome, responseBody: outcome.responseBody?.slice(0, 2000) ?? null }),
  },
];

function rewritten(
  target: RegExp,
  change: (query: URLSearchParams) => unknown,
): (request: IncomingMessage) => void {
  return (request) => {
    const { url = '' } = request;
    if (!target.test(url)) return;
    const [path = '', text] = url.split('?');
    const query = new URLSearchParams(text);
    const before = query.toString();
    change(query);
    if (query.toString() !== before) request.url = `${path}?${query.toString()}`;
  };
}

function idInAnyLetters(): Fault {
  const known = new Map<string, string>();
  return {
    name: 'an id is found in any letters',
    check: 'lookup',
    begin: () => known.clear(),
    request(request) {
      const { url = '' } = request;
      if (!url.startsWith(basePath)) return;
      request.url = url.replaceAll(/(?<=\/)[\w-]{12,}/g, (id) => known.get(id.toLowerCase()) ?? id);
    },
    reply({ body }) {
      for (const each of [body?.data].flat()) {
        if (typeof each?.id === 'string') known.set(each.id.toLowerCase(), each.id);
      }
    },
  };
}

function firstIdentity(): Fault {
  const shown = new Map<string, Damaged>();
  return {
    name: '/me shows for ever what it showed first',
    check: 'identity',
    begin: () => shown.clear(),
    reply(reply, { path, key }) {
      if (path !== '/me' || reply.status !== 200) return;
      reply.body = structuredClone(shown.get(key) ?? reply.body);
      shown.set(key, structuredClone(reply.body));
    },
  };
}
