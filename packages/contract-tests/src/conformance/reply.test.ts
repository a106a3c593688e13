import { describe, expect, test } from 'vitest';
import { subjects, type Subject } from '../contract/catalog.ts';
import type { Exchange } from '../target/exchange.ts';
import { exampleReply, type Draft } from '../testing/fake-target.ts';
import { violationsAgainst, violationsOfReply, uncovered } from './reply.ts';

const contact = subjects.find(({ id }) => id === 'getContact') as Subject;

function exchange({ status, headers, json }: Draft): Exchange {
  return {
    request: { method: 'GET', path: '/contacts/a', headers: {}, body: undefined },
    response: { status, headers, text: JSON.stringify(json) ?? '', json },
  };
}

/** Rules and messages of a sound reply that was changed. */
function judged(change: (draft: Draft) => unknown, status = 200): string[] {
  const draft = exampleReply(contact, status);
  change(draft);
  return violationsOfReply(contact, exchange(draft)).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a reply', () => {
  test.each([...contact.replies.keys()])('with %i as the contract gives it breaks nothing', (status) => {
    expect(
      judged(
        (draft) =>
          Object.assign(
            draft.headers,
            { 'retry-after': '51' },
            status === 402 && { 'x-api-quota-limit': '1', 'x-api-quota-remaining': '0' },
          ),
        status,
      ),
    ).toEqual([]);
  });

  test.each<[string, (draft: Draft) => unknown, RegExp]>([
    [
      'of an undocumented status',
      (draft) => (draft.status = 418),
      /^status: status 418 is not documented for getContact/,
    ],
    [
      'without a promised header',
      (draft) => delete draft.headers['x-request-id'],
      /^header: header X-Request-Id is missing$/,
    ],
    [
      'with a header that is no number',
      (draft) => (draft.headers['x-ratelimit-limit'] = 'viele'),
      /^header: header X-RateLimit-Limit: "viele"/,
    ],
    [
      'of another media type',
      (draft) => (draft.headers['content-type'] = 'text/html'),
      /^media-type: media type «text\/html»/,
    ],
    ['that is no JSON', (draft) => (draft.json = undefined), /^json: the body is no JSON/],
    ['without a property', (draft) => delete data(draft)['name'], /^body: is missing$/],
    [
      'with a property that is not documented',
      (draft) => (data(draft)['email'] = 'a@b.c'),
      /^body: is there, and no schema names it$/,
    ],
    ['with a number as text', (draft) => (data(draft)['name'] = 7), /^body: \/data\/name/],
    [
      'with a time that is none',
      (draft) => (data(draft)['createdAt'] = 'ontem'),
      /^body: \/data\/createdAt .*date-time/,
    ],
    [
      'with limits that contradict each other',
      (draft) => (draft.headers['x-ratelimit-remaining'] = '999'),
      /^limits: /,
    ],
  ])('%s is told', (_name, change, told) => {
    expect(judged(change)).toContainEqual(expect.stringMatching(told));
  });

  test('with a code that belongs to another status is told', () => {
    expect(judged((draft) => ((draft.json as { code: string }).code = 'contact_exists'), 404)).toEqual([
      expect.stringMatching(/^body: \/code/),
    ]);
  });
});

describe('a reply that no operation covers', () => {
  test('is judged by status and body', () => {
    const json = { success: false, code: 'not_found', error: 'Nada aqui.' };
    const headers = { 'content-type': 'application/json', 'x-request-id': 'req_1' };
    expect(violationsAgainst(uncovered[404], exchange({ status: 404, headers, json }))).toEqual([]);
    const [first] = violationsAgainst(uncovered[404], exchange({ status: 200, headers, json }));
    expect(first?.message).toBe('status 200 instead of 404');
  });
});

function data({ json }: Draft): Record<string, unknown> {
  return (json as { data: Record<string, unknown> }).data;
}
