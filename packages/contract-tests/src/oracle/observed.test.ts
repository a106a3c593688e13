import { describe, expect, test } from 'vitest';
import { subjects, type Subject } from '../contract/catalog.ts';
import { unobservedOf } from './observed.ts';

const listContacts = subjects.find(({ id }) => id === 'listContacts') as Subject;
const createContact = subjects.find(({ id }) => id === 'createContact') as Subject;

describe('what the contract has and no rule of the model knows is told, with what there is to do', () => {
  test('today there is nothing', () => {
    expect(subjects.flatMap(unobservedOf)).toEqual([]);
  });

  test('an operation without a rule', () => {
    expect(unobservedOf({ ...listContacts, id: 'getMessage' as Subject['id'] })).toEqual([
      'nothing observes the operation getMessage: write its rule beside its neighbours in packages/contract-tests/src/oracle; rules in a new file are named in rules.ts',
    ]);
  });

  test('a parameter that nothing but the contract knows', () => {
    const createdAfter = {
      name: 'createdAfter',
      in: 'query',
      required: false,
      schema: { type: 'string', format: 'date-time' },
      example: '2026-03-16T12:00:00.000Z',
    } as const;
    const parameters = [...listContacts.parameters, createdAfter];
    expect(unobservedOf({ ...listContacts, parameters })).toEqual([
      'nothing observes the parameter createdAfter of listContacts: a server that ignores it would pass; say in the rule of listContacts (packages/contract-tests/src/oracle, contacts) what it does, and name it in its parameters',
    ]);
  });

  test('a property of a body', () => {
    const schema = { type: 'object', properties: { nickname: { type: 'string' } } };
    const body = { required: true, examples: [], schema };
    expect(unobservedOf({ ...createContact, body })).toEqual([
      expect.stringContaining('nothing observes the body property nickname of createContact'),
    ]);
  });

  test('a header', () => {
    const reply = { status: 200, mediaType: undefined, schema: undefined, examples: [] };
    const headers = [{ name: 'X-Shard', required: true, schema: '#' }];
    const replies = new Map([[200, { ...reply, headers }]]);
    expect(unobservedOf({ ...listContacts, replies })).toEqual([
      expect.stringContaining('nothing observes the header X-Shard of listContacts 200'),
    ]);
  });
});
