import type { Fault } from '../fault.ts';
import { become, madeUpCode, on, takenFor } from './damage.ts';

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
    reply: on(409, madeUpCode('duplicate_contact')),
  },
  {
    name: 'a broken request has a code of its own',
    check: 'broken',
    reply: on(400, madeUpCode('bad_request')),
  },
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
