import { describe, expect, test } from 'vitest';
import { asked, at, born, contact, foundOf, message, wrote } from '../testing/known-world.ts';

const list = (data: unknown[]) => ({ success: true, data, meta: { total: data.length, page: 1, limit: 20 } });
const conversation = {
  id: 'cnv_1',
  status: 'OPEN',
  contact: contact(1),
  lastMessage: message(1),
  createdAt: at,
  updatedAt: at,
};
const refusal = (code: string, error: string) => ({ success: false, code, error });

describe('a reply is held against all that happened before it', () => {
  test('a true one passes', () => {
    expect(
      foundOf(born, wrote(1), asked('/contacts/ctt_1', 200, { success: true, data: contact(1) })),
    ).toEqual([]);
    expect(foundOf(born, wrote(1), asked('/conversations', 200, list([conversation])))).toEqual([]);
  });

  test('a conversation that is always closed and has no last message', () => {
    const wrong = { ...conversation, status: 'CLOSED', lastMessage: null };
    expect(foundOf(born, wrote(1), asked('/conversations', 200, list([wrong])))).toEqual([
      'what listConversations answers: /body/data/0/status "CLOSED" instead of "OPEN"',
      'what listConversations answers: /body/data/0/lastMessage null instead of an object',
    ]);
  });

  test('a list without one of its items', () => {
    const found = foundOf(born, wrote(1), wrote(2), asked('/contacts', 200, list([contact(2)])));
    expect(found).toEqual([
      'what listContacts answers: /body/data 1 items instead of 2',
      'what listContacts answers: /body/meta/total 1 instead of 2',
    ]);
  });

  test('a property that no rule knows', () => {
    const json = { success: true, data: { ...contact(1), color: 'red' } };
    expect(foundOf(born, wrote(1), asked('/contacts/ctt_1', 200, json))).toEqual([
      'nothing is there that nobody knows: /body/data/color nothing observes /body/data/color',
    ]);
  });

  test('a scope that the key does not have', () => {
    const json = list([]);
    expect(foundOf(born, asked('/webhooks', 200, json))).toEqual([
      'the key has the scope: /status status 200 instead of 403',
    ]);
  });

  test('a count that is one too high', () => {
    const json = { success: true, data: contact(1) };
    const headers = { 'x-ratelimit-remaining': '118' };
    expect(foundOf(born, wrote(1), asked('/contacts/ctt_1', 200, json, headers))).toEqual([
      'the limits are told: /headers/x-ratelimit-remaining header x-ratelimit-remaining: "118" instead of "119"',
    ]);
  });

  test('a sentence that the contract does not show', () => {
    expect(foundOf(born, asked('/contacts/none', 404, refusal('not_found', 'Sumiu.')))).toEqual([
      'a refusal has its sentence: /body/error "Sumiu." is no sentence that the contract shows for not_found',
    ]);
  });
});
