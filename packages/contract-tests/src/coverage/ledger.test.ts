import { describe, expect, test } from 'vitest';
import { publicOperations, webhookEvents } from '@atteny/contract';
import { subjects, type Subject } from '../contract/catalog.ts';
import { Ledger } from './ledger.ts';
import { notFromOutside, reasonFor } from './not-from-outside.ts';

const operations = Object.keys(publicOperations).length;
const me = subjects.find(({ id }) => id === 'getMe') as Subject;

function reply(status: number, headers: Record<string, string>, json: unknown = {}) {
  return {
    request: { method: 'GET', path: '/me', headers: {}, body: undefined },
    response: { status, headers, text: JSON.stringify(json), json },
  };
}

describe('the ledger', () => {
  test('a promise counts once it was seen', () => {
    const ledger = new Ledger(webhookEvents);
    ledger.note(me, reply(200, { 'x-request-id': 'req_1' }));
    expect(ledger.of('operations')).toMatchObject({ seen: 1, all: operations });
    expect(ledger.of('statuses').missing).not.toContain('getMe 200');
    expect(ledger.of('headers').missing).not.toContain('getMe 200 X-Request-Id');
    expect(ledger.of('headers').missing).toContain('getMe 200 X-RateLimit-Limit');
  });

  test('what cannot be provoked from outside is named, and not missing', () => {
    const { missing, unseeable, all } = new Ledger(webhookEvents).of('statuses');
    expect(unseeable).toContain('getMe 500');
    expect(unseeable).toHaveLength(operations * notFromOutside.length);
    expect(missing).not.toContain('getMe 500');
    expect(missing).toContain('getMe 401');
    expect(all).toBe(missing.length);
  });

  test('it counts all the same when it was seen', () => {
    const ledger = new Ledger(webhookEvents);
    const before = ledger.of('statuses');
    ledger.note(me, reply(503, {}));
    expect(ledger.of('statuses')).toMatchObject({ seen: before.seen + 1, all: before.all + 1 });
    expect(ledger.of('statuses').unseeable).not.toContain('getMe 503');
  });

  test('a body, a header and a code belong to their status; a request does not', () => {
    expect(reasonFor('getMe 500 X-Request-Id')?.status).toBe(500);
    expect(reasonFor('getMe 503/error')?.status).toBe(503);
    expect(reasonFor('sendMessage request/content')).toBeUndefined();
    expect(reasonFor('getMe 200')).toBeUndefined();
  });
});
