import { describe, expect, test } from 'vitest';
import type { Violation } from '../conformance/violation.ts';
import type { RuleName } from '../oracle/named-rules.ts';
import { findingsOf } from './findings.ts';
import { withoutSecrets } from './secrets.ts';

interface Reply {
  path?: string;
  method?: string;
  status?: number;
  because?: RuleName;
  world?: string;
  entry?: number;
}

function exchangeOf({ path = '/x', method = 'GET', status = 200 }: Reply): Violation['exchange'] {
  return {
    request: { method, path, headers: {}, body: undefined },
    response: { status, headers: {}, text: '', json: undefined },
  };
}

function violation(operationId: string, place: string, message: string, reply: Reply = {}): Violation {
  const { because, world, entry } = reply;
  return {
    rule: 'truth',
    place,
    message,
    operationId,
    exchange: exchangeOf(reply),
    ...(because && { because }),
    ...(world !== undefined && { world }),
    ...(entry !== undefined && { entry }),
  };
}

const outcome = (...results: readonly (Violation | Violation[])[]) => ({
  check: { name: 'lists', title: 'lists' },
  skipped: undefined,
  milliseconds: 1,
  results: results.map((each, index) => ({ name: `result ${index}`, violations: [each].flat() })),
});

/** What is told of each finding. */
const told = (...results: readonly (Violation | Violation[])[]) =>
  findingsOf([outcome(...results)]).map(({ message, also }) => [message, ...also]);

describe('one finding for one fault', () => {
  test('has the operation of its request where the check names none', () => {
    const exchange = exchangeOf({ method: 'POST', path: '/contacts' });
    const kept = { rule: 'kept', operationId: undefined, exchange, message: 'created twice' };
    expect(findingsOf([outcome(kept)])).toMatchObject([
      { operationId: 'createContact', source: { file: 'spec/atteny/paths/contacts.yaml' } },
    ]);
  });

  test('a header that is wrong everywhere, and a property of one schema wherever it shows', () => {
    const findings = findingsOf([
      outcome(
        violation('getMe', '/headers/x-request-id', 'header x-request-id: a is no identifier'),
        violation('listContacts', '/headers/x-request-id', 'header x-request-id: b is no identifier'),
        violation('getContact', '/body/data/name', '"a" instead of "b"'),
        violation('listConversations', '/body/data/7/contact/name', '"c" instead of null'),
      ),
    ]);
    expect(findings.map(({ count, operations }) => ({ count, operations }))).toEqual([
      { count: 2, operations: ['getMe', 'listContacts'] },
      { count: 2, operations: ['getContact', 'listConversations'] },
    ]);
  });

  test('a reply that is no JSON, whatever was asked, with all that is missing in it', () => {
    const unread = (operationId: string): Violation[] => {
      const missing = violation(operationId, '/body', 'undefined instead of an object');
      const { place: _place, ...json } = { ...missing, rule: 'json', message: `no JSON: ${operationId}` };
      return [json, missing];
    };
    const findings = findingsOf([outcome(unread('getMe'), unread('listContacts'))]);
    expect(findings.map(({ rule, operations }) => ({ rule, operations }))).toEqual([
      { rule: 'json', operations: ['getMe', 'listContacts'] },
    ]);
  });

  test('a step of the order that lets pass what it has to refuse, at every operation', () => {
    const because = 'the minute has room';
    expect(
      told(
        violation('getMe', '/status', 'status 200 instead of 429', { path: '/me', because }),
        violation('createContact', '/status', 'status 201 instead of 429', {
          path: '/contacts',
          status: 201,
          because,
        }),
        violation('getContact', '/status', 'status 404 instead of 429', {
          path: '/contacts/a',
          status: 404,
          because,
        }),
      ),
    ).toHaveLength(1);
  });

  test('what is wrong beside a wrong status, as far as it is not wrong elsewhere', () => {
    const reply = { path: '/me', status: 401, entry: 1 };
    const other = violation(
      'getMe',
      '/headers/x-request-id',
      'header x-request-id: a is no identifier',
      reply,
    );
    const beside = [
      violation('getMe', '/body/code', '"unauthorized" instead of "insufficient_scope"', reply),
      violation('getMe', '/status', 'status 401 instead of 403', reply),
      other,
    ];
    expect(told(beside)).toHaveLength(1);
    expect(told(beside, { ...other, entry: 2, exchange: exchangeOf({ path: '/me' }) })).toMatchObject([
      ['status 401 instead of 403', expect.stringContaining('code:')],
      [expect.stringContaining('x-request-id')],
    ]);
  });

  test('a reply that is given again without a reason, whatever is in it', () => {
    const header = 'header idempotency-replayed is there (true), and says something that did not happen';
    const replay = violation('sendMessage', '/headers/idempotency-replayed', header, { method: 'POST' });
    const { exchange } = replay;
    exchange.response.headers['idempotency-replayed'] = 'true';
    const body = { ...violation('sendMessage', '/body/data/text', 'it is missing'), exchange };
    expect(told([body, replay])).toEqual([[header, expect.stringContaining('data.text')]]);
  });

  test('a list that is another one, at every operation that is asked so', () => {
    const page = (operationId: string, path: string, entry: number): Violation[] => [
      violation(operationId, '/body/data/0/id', '"c" instead of "a"', { path, entry }),
      violation(operationId, '/body/data/0/createdAt', '"3" instead of "1"', { path, entry }),
      violation(operationId, '/body/meta/page', '1 instead of 2', { path, entry }),
    ];
    const [first, ...more] = told(
      page('listContacts', '/contacts?page=2', 1),
      page('listWebhookEndpoints', '/webhooks?page=2&limit=3', 2),
    );
    expect(more).toEqual([]);
    expect(first).toEqual(
      expect.arrayContaining(['meta.page: 1 instead of 2', 'data[*].id: "c" instead of "a"']),
    );
  });

  test('what comes after it in its world because of it', () => {
    const [world, because] = ['wld_1', 'what is due comes'] as const;
    const lost = violation('advanceClock', '/attempts', 'message.sent was not delivered', {
      method: 'CONSOLE',
      because,
      world,
      entry: 5,
    });
    const later = violation('listWebhookDeliveries', '/body/data', '1 items instead of 5', {
      world,
      entry: 7,
    });
    expect(told([lost, later])).toEqual([
      [expect.stringContaining('not delivered'), 'data: 1 items instead of 5'],
    ]);
    expect(told([lost, { ...later, world: 'wld_2' }])).toHaveLength(2);
  });
});

describe('two faults stay two', () => {
  test('of different properties in different replies', () => {
    expect(
      told(
        violation('getContact', '/body/data/name', 'x', { entry: 1 }),
        violation('getContact', '/body/data/phoneNumber', 'x', { entry: 2 }),
      ),
    ).toHaveLength(2);
  });

  test('of different properties, one of which is wrong alone once', () => {
    expect(
      told(
        [
          violation('getContact', '/body/data/name', 'x', { entry: 1 }),
          violation('getContact', '/body/data/phoneNumber', 'x', { entry: 1 }),
        ],
        violation('getContact', '/body/data/name', 'x', { entry: 2 }),
        violation('getContact', '/body/data/phoneNumber', 'x', { entry: 3 }),
      ),
    ).toHaveLength(2);
  });

  test('of header and body, in the same replies', () => {
    expect(
      told([
        violation('getContact', '/body/data/name', 'x', { entry: 1 }),
        violation('getContact', '/headers/date', 'Date is not the time', { entry: 1 }),
      ]),
    ).toHaveLength(2);
  });

  test('of a header that is missing in a reply that is given again, and of its body', () => {
    const missing = violation('createContact', '/headers/idempotency-replayed', 'it is missing', {
      method: 'POST',
    });
    const { exchange } = missing;
    const body = { ...violation('createContact', '/body/data/name', '"a" instead of "b"'), exchange };
    expect(told([missing, body])).toHaveLength(2);
  });

  test('of filters of one list, and of what two operations answer', () => {
    const filtered = (query: string, entry: number): Violation =>
      violation('listContacts', '/body/data', '9 items instead of 1', { path: `/contacts?${query}`, entry });
    const refused = (operationId: string, entry: number): Violation =>
      violation(operationId, '/status', 'status 409 instead of 201', { status: 409, entry });
    expect(told(filtered('search=a', 1), filtered('page=2', 2))).toHaveLength(2);
    expect(
      told(
        refused('createContact', 1),
        violation('getMe', '/status', 'status 404 instead of 200', { status: 404, entry: 2 }),
      ),
    ).toHaveLength(2);
  });
});

test('nothing that is red vanishes', () => {
  const seen = ['name', 'phoneNumber', 'createdAt', 'updatedAt'].map((name) =>
    violation('getContact', `/body/data/${name}`, `${name} is wrong`, { entry: 1 }),
  );
  const demand = { ...violation('getContact', '', 'it was not kept'), rule: 'kept' };
  const { place: _place, ...noticed } = demand;
  const sentences = told([...seen, noticed])
    .flat()
    .join();
  for (const { message } of [...seen, demand]) expect(sentences).toContain(message);
});

test('no secret stands in what is shown', () => {
  const shown = withoutSecrets(
    'sk_live_Qm7Tabcdefghij whsec_qk3J8sVw1Zb0nYt5Rr2LxP7hGd9uCe4AfM6iOoEjKWE= Bearer 0123456789abcdef0123',
  );
  expect(shown).toBe('sk_live_Qm7T… whsec_… Bearer …');
});
