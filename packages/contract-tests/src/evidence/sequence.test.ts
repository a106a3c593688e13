import { expect, test } from 'vitest';
import type { Doing, Entry } from '../oracle/timeline.ts';
import { shortest } from './sequence.ts';

const worldId = 'wld_1';
const key = 'sk_live_a';
const at = '2026-03-16T14:05:09.000Z';
const now = Date.parse(at);

function doing(operation: Doing['operation'], input: Doing['input'], data: unknown): Entry {
  return { kind: 'console', worldId, operation, input, data, sent: now, received: now };
}

const born = doing(
  'createWorld',
  {},
  {
    id: worldId,
    key,
    organization: {
      id: 'org_1',
      name: 'A',
      slug: 'a',
      plan: { name: 'A', hasAPI: true, hasWebhooks: true, monthlyQuota: null, requestsPerMinute: 120 },
    },
    apiKey: {
      name: 'A',
      prefix: 'sk_live_a',
      scopes: ['contacts:read'],
      requestsPerMinute: null,
      expiresAt: null,
    },
    clock: { now: at, offsetMs: 0 },
  },
);

function wrote(number: number): Entry {
  const contact = {
    id: `ctt_${number}`,
    phoneNumber: `+551190000000${number}`,
    name: `N${number}`,
    createdAt: at,
    updatedAt: at,
  };
  const conversation = { id: `cnv_${number}`, status: 'OPEN', createdAt: at, updatedAt: at };
  const message = {
    id: `msg_${number}`,
    conversationId: conversation.id,
    direction: 'INBOUND',
    type: 'TEXT',
    content: 'Oi',
    mediaUrl: null,
    mediaType: null,
    createdAt: at,
  };
  const { phoneNumber, name } = contact;
  return doing(
    'simulateInboundMessage',
    { phoneNumber, name, content: 'Oi' },
    { message, conversation, contact },
  );
}

test('only what the red line needs is left of what happened before it', () => {
  const json = {
    success: true,
    data: { id: 'ctt_2', phoneNumber: '+5511900000002', name: 'Outra', createdAt: at, updatedAt: at },
  };
  const asked: Entry = {
    kind: 'exchange',
    sent: now,
    received: now,
    exchange: {
      request: {
        method: 'GET',
        path: '/contacts/ctt_2',
        headers: { authorization: `Bearer ${key}` },
        body: undefined,
      },
      response: { status: 200, headers: {}, text: JSON.stringify(json), json },
    },
  };
  const entries = [born, wrote(1), wrote(2), wrote(3), asked];
  const steps = shortest(entries, 4, { place: '/body/data/name', message: '"Outra" instead of "N2"' });
  expect(steps).toEqual([born, entries[2], asked]);
});
