import { gzipSync } from 'node:zlib';
import { scopes } from '@atteny/contract';
import { failure } from '../../src/failures.ts';
import type { Fault, Reply } from '../fault.ts';

export const ofIdentity: Fault[] = [
  {
    name: '/me shows every scope',
    check: 'scopes',
    reply: ({ body }) => void (body?.data?.apiKey && (body.data.apiKey.scopes = [...scopes])),
  },
  {
    name: '/me shows a plan without webhooks',
    check: 'full world',
    reply: ({ body }) => void (body?.data?.plan && (body.data.plan.hasWebhooks = false)),
  },
  revokedForgotten(),
  chargedFor404(),
  idempotencyOfAll(),
  idempotencyOfRefused(),
  {
    name: 'a used-up quota hides the reply kept for an Idempotency-Key',
    check: 'order',
    reply: (reply) => {
      const { 'idempotency-replayed': replayed, ...headers } = reply.headers;
      if (replayed === undefined || headers['x-api-quota-remaining'] !== '0') return;
      Object.assign(reply, failure('quotaExceeded'), { headers });
    },
  },
  readByOwner(),
];

export const ofTheWire: Fault[] = [
  {
    name: 'an extra property in the envelope',
    check: 'generated',
    reply: ({ body }) => void (typeof body === 'object' && body !== null && (body.version = 1)),
  },
  everyFiftieth(),
  {
    name: 'a byte order mark before the body',
    check: 'promises',
    reply: (reply) => void (reply.body = `\u{feff}${JSON.stringify(reply.body)}`),
  },
  {
    name: 'text behind the body',
    check: 'promises',
    reply: (reply) => void (reply.body = `${JSON.stringify(reply.body)}\nok`),
  },
  {
    name: 'gzip that nobody asked for',
    check: 'promises',
    reply: (reply) => {
      reply.body = gzipSync(JSON.stringify(reply.body));
      reply.headers['content-encoding'] = 'gzip';
    },
  },
  {
    name: 'gzip announced over a plain body',
    check: 'promises',
    reply: (reply) => void (reply.headers['content-encoding'] = 'gzip'),
  },
];

function revokedForgotten(): Fault {
  const replies = new Map<string, Reply>();
  return {
    name: 'a revoked key works until the clock of its world moves',
    check: 'scopes',
    begin: () => replies.clear(),
    console: (url) => url.includes('/clock/advance') && replies.clear(),
    reply(reply, { key, path }) {
      if (path !== '/me') return;
      const before = replies.get(key);
      if (reply.status === 200) replies.set(key, structuredClone(reply));
      else if (reply.status === 401 && before) {
        Object.assign(reply, before, {
          headers: { ...before.headers, 'x-request-id': reply.headers['x-request-id'] ?? '' },
        });
      }
    },
  };
}

function chargedFor404(): Fault {
  const charged = new Map<string, number>();
  return {
    name: 'a 404 for what cannot be an id is charged',
    check: 'broken',
    begin: () => charged.clear(),
    reply(reply, { key, path }) {
      if (reply.status === 404 && !/^(\/[\w-]{1,64})+$/.test(path)) {
        charged.set(key, (charged.get(key) ?? 0) + 1);
      }
      const used = reply.headers['x-api-quota-used'];
      if (used !== undefined) {
        reply.headers['x-api-quota-used'] = String(Number(used) + (charged.get(key) ?? 0));
      }
    },
  };
}

function idempotencyOfAll(): Fault {
  const replies = new Map<string, { key: string; reply: Reply }>();
  return {
    name: 'an Idempotency-Key replays the reply of another organization',
    check: 'receivers',
    begin: () => replies.clear(),
    reply(reply, { key, idempotencyKey }) {
      if (idempotencyKey === undefined || reply.status !== 201) return;
      const before = replies.get(idempotencyKey);
      if (before && before.key !== key) {
        Object.assign(reply, {
          body: before.reply.body,
          headers: { ...reply.headers, 'idempotency-replayed': 'true' },
        });
      } else replies.set(idempotencyKey, { key, reply: structuredClone(reply) });
    },
  };
}

function idempotencyOfRefused(): Fault {
  const refused = new Set<string>();
  return {
    name: 'an Idempotency-Key is taken by a request that was refused',
    check: 'receivers',
    begin: () => refused.clear(),
    reply(reply, { key, idempotencyKey }) {
      if (idempotencyKey === undefined) return;
      const own = `${key} ${idempotencyKey}`;
      if (reply.status === 400) refused.add(own);
      else if (reply.status === 201 && refused.has(own)) Object.assign(reply, failure('idempotencyConflict'));
    },
  };
}

function readByOwner(): Fault {
  const read = new Map<string, { key: string; body: Reply['body'] }>();
  return {
    name: 'what its owner has read is shown to every organization',
    check: 'promises',
    begin: () => read.clear(),
    reply(reply, { method, path, key }) {
      if (method !== 'GET') return;
      const before = read.get(path);
      if (reply.status === 200) read.set(path, { key, body: reply.body });
      else if (reply.status === 404 && before && before.key !== key) {
        Object.assign(reply, { status: 200, body: before.body });
      }
    },
  };
}

function everyFiftieth(): Fault {
  let count = 0;
  return {
    name: 'every fiftieth request fails',
    check: 'generated',
    begin: () => (count = 0),
    reply: (reply) => void ((count += 1) % 50 === 0 && Object.assign(reply, failure('internalError'))),
  };
}
