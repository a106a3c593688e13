import type { IdentityResponse } from '@atteny/contract/public';
import type { Fault } from '../fault.ts';
import { contacts, header, isFailure, items, list, on, plus } from './damage.ts';

const identity: IdentityResponse = {
  success: true,
  data: {
    organization: { id: 'org_1', name: 'A', slug: 'a' },
    plan: { name: 'A', hasAPI: true, hasWebhooks: true },
    apiKey: { name: 'A', prefix: 'sk_live_aaaa', scopes: [] },
  },
};

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
    name: 'a key that is over opens the list of contacts',
    check: 'scopes',
    reply: (reply, { method, path }) =>
      void (
        isFailure(reply, 'invalid_api_key') &&
        method === 'GET' &&
        path === '/contacts' &&
        Object.assign(reply, {
          status: 200,
          body: { success: true, data: [], meta: { total: 0, page: 1, limit: 20 } },
        })
      ),
  },
  {
    name: 'a revoked key is accepted',
    check: 'scopes',
    reply: (reply, asked) =>
      void (
        isFailure(reply, 'invalid_api_key') &&
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
        isFailure(reply, 'insufficient_scope') &&
        asked.path === '/contacts' &&
        asked.method === 'GET' &&
        Object.assign(reply, {
          status: 200,
          body: { success: true, data: [], meta: { total: 0, page: 1, limit: 20 } },
        })
      ),
  },
];
