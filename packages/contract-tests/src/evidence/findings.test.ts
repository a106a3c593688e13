import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Violation } from '../conformance/violation.ts';
import { findingsOf } from './findings.ts';
import { withoutSecrets } from './secrets.ts';
import { sourceOf } from './source.ts';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));

function textAt({ file, line }: { file: string; line: number }): string {
  return readFileSync(`${workspace}/${file}`, 'utf8').split('\n')[line - 1] ?? '';
}

function violation(operationId: string, place: string, message: string): Violation {
  return {
    rule: 'truth',
    place,
    message,
    operationId,
    exchange: {
      request: { method: 'GET', path: '/x', headers: {}, body: undefined },
      response: { status: 200, headers: {}, text: '', json: undefined },
    },
  };
}

const outcome = (...violations: Violation[]) => ({
  check: { name: 'lists', title: 'lists' },
  skipped: undefined,
  milliseconds: 1,
  results: violations.map((each, index) => ({ name: `result ${index}`, violations: [each] })),
});

describe('the line of the contract', () => {
  test('of a property, through references, lists and alternatives', () => {
    const source = sourceOf('listConversations', 200, '/body/data/3/lastMessage/mediaUrl');
    expect(source.file).toBe('spec/atteny/components/schemas/Message.yaml');
    expect(textAt(source)).toContain('mediaUrl:');
    const contact = sourceOf('listConversations', 200, '/body/data/0/contact/name');
    expect(contact.file).toBe('spec/atteny/components/schemas/Contact.yaml');
    expect(textAt(contact)).toContain('name:');
  });

  test('of a header is its own file, of a status where the operation names it', () => {
    expect(sourceOf('getMe', 200, '/headers/x-ratelimit-remaining').file).toBe(
      'spec/atteny/components/headers/X-RateLimit-Remaining.yaml',
    );
    expect(sourceOf('getMe', 200, '/status').file).toBe('spec/atteny/paths/me.yaml');
  });

  test('of an event is in the webhooks section', () => {
    const source = sourceOf('message.sent', 200, '/body/data/contact/name');
    expect(source.file).toBe('spec/atteny/components/schemas/Contact.yaml');
  });
});

describe('one finding for one fault', () => {
  test('has the operation of its request where the check names none', () => {
    const { operationId: _none, exchange, ...demand } = violation('', '', 'created twice');
    const request = { ...exchange.request, method: 'POST', path: '/contacts' };
    const kept = { ...demand, rule: 'kept', operationId: undefined, exchange: { ...exchange, request } };
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

  test('a reply that is no JSON, whatever was asked, and not all that is missing in it', () => {
    const unread = (operationId: string): Violation[] => {
      const missing = violation(operationId, '/body', 'undefined instead of an object');
      const { place: _place, ...json } = { ...missing, rule: 'json', message: `no JSON: ${operationId}` };
      return [json, missing];
    };
    const results = ['getMe', 'listContacts'].map((id) => ({ name: id, violations: unread(id) }));
    const findings = findingsOf([{ ...outcome(), results }]);
    expect(findings.map(({ rule, operations }) => ({ rule, operations }))).toEqual([
      { rule: 'json', operations: ['getMe', 'listContacts'] },
    ]);
  });

  test('different properties are different faults', () => {
    const findings = findingsOf([
      outcome(
        violation('getContact', '/body/data/name', 'x'),
        violation('getContact', '/body/data/phoneNumber', 'x'),
      ),
    ]);
    expect(findings).toHaveLength(2);
  });
});

test('no secret stands in what is shown', () => {
  const shown = withoutSecrets(
    'sk_live_Qm7Tabcdefghij whsec_qk3J8sVw1Zb0nYt5Rr2LxP7hGd9uCe4AfM6iOoEjKWE= Bearer 0123456789abcdef0123',
  );
  expect(shown).toBe('sk_live_Qm7T… whsec_… Bearer …');
});
