import type { ErrorCode } from '@atteny/contract';
import type { Asked, Damaged, Fault, Reply } from './fault.ts';

type Damage = (reply: Reply, asked: Asked) => void;

/** Replies with one status (of one kind of path) are damaged; all others pass. */
function on(status: number, damage: Damage, path = /./): Damage {
  return (reply, asked) => {
    if (reply.status === status && path.test(asked.path)) damage(reply, asked);
  };
}
const become =
  (status: number): Damage =>
  (reply) =>
    void (reply.status = status);
const code =
  (value: string): Damage =>
  (reply) =>
    void (reply.body.code = value);
/** One failure goes by the code of another one. */
const takenFor =
  (actual: ErrorCode, other: ErrorCode): Damage =>
  (reply) =>
    void (reply.body?.code === actual && (reply.body.code = other));
const drop =
  (name: string): Damage =>
  (reply) =>
    void delete reply.headers[name];
const header =
  (name: string, change: (value: string) => string): Damage =>
  (reply) => {
    const value = reply.headers[name];
    if (value !== undefined) reply.headers[name] = change(value);
  };
const plus =
  (difference: number) =>
  (value: string): string =>
    /^\d+$/.test(value) ? String(Number(value) + difference) : value;
/** Every contact, wherever a reply shows one. */
const contacts =
  (change: (contact: Damaged) => void): Damage =>
  (reply) => {
    for (const item of [reply.body?.data].flat()) {
      for (const each of [item, item?.contact]) if (each?.phoneNumber !== undefined) change(each);
    }
  };
const items =
  (change: (item: Damaged) => void): Damage =>
  (reply) => {
    for (const item of [reply.body?.data].flat()) if (item) change(item);
  };
const list =
  (change: (body: Damaged) => void): Damage =>
  (reply) => {
    if (Array.isArray(reply.body?.data)) change(reply.body);
  };
const identity = {
  success: true,
  data: {
    organization: { id: 'org_1', name: 'A', slug: 'a' },
    plan: { name: 'A', hasAPI: true, hasWebhooks: true },
    apiKey: { name: 'A', prefix: 'sk_live_aaaa', scopes: [] },
  },
};

export const wrongStatuses: Fault[] = [
  { name: 'a created contact answers 200', check: 'promises', reply: on(201, become(200), /^\/contacts/) },
  { name: 'a sent message answers 200', check: 'promises', reply: on(201, become(200), /messages$/) },
  { name: 'a conflict answers 400', check: 'promises', reply: on(409, become(400)) },
  { name: 'an absent resource answers 410', check: 'promises', reply: on(404, become(410)) },
  { name: 'a missing key answers 403', check: 'credentials', reply: on(401, become(403)) },
  { name: 'a missing scope answers 401', check: 'scopes', reply: on(403, become(401)) },
  { name: 'a used-up quota answers 429', check: 'limits', reply: on(402, become(429)) },
  { name: 'a reached rate limit answers 503', check: 'limits', reply: on(429, become(503)) },
  { name: 'an unknown method answers 404', check: 'transport', reply: on(405, become(404)) },
  { name: 'a wrong media type answers 400', check: 'transport', reply: on(415, become(400)) },
  { name: 'a large body answers 400', check: 'transport', reply: on(413, become(400)) },
  { name: 'a broken body answers 422', check: 'broken', reply: on(400, become(422)) },
  { name: 'a redelivery answers 200', check: 'webhooks', reply: on(202, become(200)) },
  {
    name: 'a deletion answers without a body',
    check: 'promises',
    reply: (reply, asked) =>
      void (
        asked.method === 'DELETE' &&
        reply.status === 200 &&
        Object.assign(reply, { status: 204, body: '' })
      ),
  },
];

export const wrongCodes: Fault[] = [
  {
    name: 'a wrong key is called a missing one',
    check: 'scopes',
    reply: takenFor('invalid_api_key', 'unauthorized'),
  },
  {
    name: 'a missing scope is called a missing feature',
    check: 'scopes',
    reply: takenFor('insufficient_scope', 'API_FEATURE_DISABLED'),
  },
  {
    name: 'a missing feature is called a missing scope',
    check: 'limits',
    reply: takenFor('API_FEATURE_DISABLED', 'insufficient_scope'),
  },
  {
    name: 'an existing contact has a code of its own',
    check: 'promises',
    reply: on(409, code('duplicate_contact')),
  },
  { name: 'a broken request has a code of its own', check: 'broken', reply: on(400, code('bad_request')) },
  {
    name: 'an idempotency conflict is called an existing contact',
    check: 'promises',
    reply: takenFor('idempotency_conflict', 'contact_exists'),
  },
  {
    name: 'the code is upper case',
    check: 'credentials',
    reply: on(401, (reply) => void (reply.body.code = String(reply.body.code).toUpperCase())),
  },
];

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
  { name: 'a replay does not say that it is one', check: 'promises', reply: drop('idempotency-replayed') },
];

export const wrongBodies: Fault[] = [
  {
    name: 'a total is a string',
    check: 'lists',
    reply: list((body) => void (body.meta.total = String(body.meta.total))),
  },
  {
    name: 'a contact lacks updatedAt',
    check: 'promises',
    reply: contacts((contact) => void delete contact.updatedAt),
  },
  {
    name: 'a contact shows an internal property',
    check: 'promises',
    reply: contacts((contact) => void (contact.organizationId = 'org_1')),
  },
  {
    name: 'a missing name is left out',
    check: 'promises',
    reply: contacts((contact) => void (contact.name === null && delete contact.name)),
  },
  {
    name: 'a time is a number',
    check: 'promises',
    reply: contacts((contact) => void (contact.createdAt = Date.parse(contact.createdAt))),
  },
  {
    name: 'a time has no zone',
    check: 'promises',
    reply: contacts((contact) => void (contact.createdAt = String(contact.createdAt).replace('Z', ''))),
  },
  { name: 'an id is a number', check: 'promises', reply: contacts((contact) => void (contact.id = 7)) },
  {
    name: 'a phone number has no plus',
    check: 'promises',
    reply: contacts((contact) => void (contact.phoneNumber = String(contact.phoneNumber).slice(1))),
  },
  {
    name: 'a direction is lower case',
    check: 'promises',
    reply: items((item) => void (item.direction && (item.direction = String(item.direction).toLowerCase()))),
  },
  {
    name: 'a conversation has an unknown status',
    check: 'lists',
    reply: items((item) => void (item.lastMessage !== undefined && (item.status = 'ARCHIVED'))),
  },
  {
    name: 'a conversation lacks its contact',
    check: 'lists',
    reply: items((item) => void (item.lastMessage !== undefined && delete item.contact)),
  },
  {
    name: 'a conversation lacks its last message',
    check: 'lists',
    reply: items((item) => void delete item.lastMessage),
  },
  {
    name: 'a message without media leaves mediaUrl out',
    check: 'promises',
    reply: items((item) => void (item.mediaUrl === null && delete item.mediaUrl)),
  },
  {
    name: 'a list of endpoints shows the secrets',
    check: 'lists',
    reply: list((body) => {
      for (const item of body.data) {
        if (item.events) item.secret = 'whsec_qk3J8sVw1Zb0nYt5Rr2LxP7hGd9uCe4AfM6iOoEjKWE=';
      }
    }),
  },
  {
    name: '/me shows the whole key',
    check: 'limits',
    reply: on(200, (reply) => void (reply.body.data.apiKey.prefix = 'sk_live_AttenyDemoKey'), /^\/me$/),
  },
  { name: 'success is missing', check: 'promises', reply: (reply) => void delete reply.body?.success },
  {
    name: 'success is a string',
    check: 'promises',
    reply: (reply) =>
      void (typeof reply.body?.success === 'boolean' && (reply.body.success = String(reply.body.success))),
  },
  {
    name: 'success is true on errors',
    check: 'credentials',
    reply: (reply) => void (reply.status >= 400 && (reply.body.success = true)),
  },
  {
    name: 'error is an object',
    check: 'credentials',
    reply: (reply) => void (reply.body?.error && (reply.body.error = { message: reply.body.error })),
  },
  {
    name: 'details are plain sentences',
    check: 'broken',
    reply: (reply) =>
      void (Array.isArray(reply.body?.details) && (reply.body.details = reply.body.details.map(String))),
  },
  {
    name: 'an error shows a stack',
    check: 'broken',
    reply: (reply) =>
      void (reply.status >= 400 && reply.body?.code && (reply.body.stack = 'Error\n    at …')),
  },
  {
    name: 'the JSON is cut off',
    check: 'promises',
    reply: (reply) => void (reply.body = JSON.stringify(reply.body).slice(0, -5)),
  },
  { name: 'the body is empty', check: 'promises', reply: (reply) => void (reply.body = '') },
  { name: 'meta is missing', check: 'lists', reply: list((body) => void delete body.meta) },
  { name: 'meta.limit is always 20', check: 'lists', reply: list((body) => void (body.meta.limit = 20)) },
  { name: 'meta.page counts from zero', check: 'lists', reply: list((body) => void (body.meta.page -= 1)) },
  {
    name: 'the total is that of the page',
    check: 'lists',
    reply: list((body) => void (body.meta.total = body.data.length)),
  },
  {
    name: 'the order is reversed',
    check: 'lists',
    reply: list((body) => void (body.data = body.data.toReversed())),
  },
  {
    name: 'an item is left out of every page',
    check: 'lists',
    reply: list((body) => void body.data.splice(1, 1)),
  },
  {
    name: 'a 404 tells a foreign id from an absent one',
    check: 'promises',
    reply: on(
      404,
      (reply, asked) =>
        void (
          !asked.path.includes('nao_existe') && (reply.body.error = 'Este item pertence a outra organização.')
        ),
    ),
  },
  {
    name: 'a revoked key is accepted',
    check: 'scopes',
    reply: (reply, asked) =>
      void (
        reply.body?.code === 'invalid_api_key' &&
        asked.path === '/me' &&
        Object.assign(reply, {
          status: 200,
          body: identity,
          headers: {
            ...reply.headers,
            'x-ratelimit-limit': '120',
            'x-ratelimit-remaining': '1',
            'x-ratelimit-reset': String(Math.ceil(Date.now() / 60_000) * 60),
            'x-api-quota-limit': 'unlimited',
            'x-api-quota-remaining': 'unlimited',
            'x-api-quota-used': '1',
            'x-api-quota-reset': '1796083200',
          },
        })
      ),
  },
  {
    name: 'the rate limit is not enforced',
    check: 'limits',
    reply: on(429, (reply) => void Object.assign(reply, { status: 200, body: identity }), /^\/me$/),
  },
  {
    name: 'the quota is not enforced',
    check: 'limits',
    reply: on(
      402,
      (reply) =>
        void Object.assign(reply, {
          status: 200,
          body: { success: true, data: [], meta: { total: 0, page: 1, limit: 20 } },
        }),
      /^\/contacts$/,
    ),
  },
  {
    name: 'a refused request is charged',
    check: 'limits',
    reply: on(400, header('x-api-quota-used', plus(1))),
  },
  {
    name: 'an operation opens to a wrong scope',
    check: 'scopes',
    reply: (reply, asked) =>
      void (
        reply.body?.code === 'insufficient_scope' &&
        asked.path === '/contacts' &&
        asked.method === 'GET' &&
        Object.assign(reply, {
          status: 200,
          body: { success: true, data: [], meta: { total: 0, page: 1, limit: 20 } },
        })
      ),
  },
];
