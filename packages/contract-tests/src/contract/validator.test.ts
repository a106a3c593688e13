import { describe, expect, test } from 'vitest';
import { subjects, type Schema, type Subject } from './catalog.ts';
import { accepts, complaints, headerComplaints } from './validator.ts';

const create = subjects.find(({ id }) => id === 'createContact') as Subject;
const body = create.body?.schema as Schema;

describe('requests', () => {
  test.each(
    subjects.flatMap(({ id, body: it }) =>
      (it?.examples ?? []).map(({ name, value }) => [id, name, it?.schema, value] as const),
    ),
  )('%s %s is accepted', (_id, _name, schema, value) => {
    expect(accepts(schema ?? false, value)).toBe(true);
  });

  test.each([
    {},
    { phoneNumber: '11987654321' },
    { phoneNumber: '+5511987654321', email: 'a' },
    { phoneNumber: 55 },
    null,
  ])('%j is refused', (value) => {
    expect(accepts(body, value)).toBe(false);
  });

  test('a condition holds: media needs its address', () => {
    const send = subjects.find(({ id }) => id === 'sendMessage')?.body?.schema ?? true;
    expect(accepts(send, { content: 'a', type: 'IMAGE' })).toBe(false);
    expect(accepts(send, { content: 'a', type: 'IMAGE', mediaUrl: 'https://a.br/b.png' })).toBe(true);
  });
});

describe('what is wrong', () => {
  const pointer = '#/components/schemas/Contact';
  const contact = {
    id: 'ctt_1',
    phoneNumber: '+5511987654321',
    name: null,
    createdAt: '2026-03-16T14:05:09.000Z',
    updatedAt: '2026-03-16T14:05:09.000Z',
  };

  test('is nothing for a sound value', () => {
    expect(complaints(pointer, contact)).toEqual([]);
  });

  test('names the place, the property and the values allowed', () => {
    expect(complaints(pointer, { ...contact, id: 'ç' })).toEqual([
      {
        place: '/id',
        message: expect.stringMatching(/^\/id must match pattern/) as string,
        schema: '#/components/schemas/ContactIdentifier/pattern',
      },
    ]);
    expect(complaints(pointer, { ...contact, extra: 1 })).toMatchObject([
      { place: '/extra', message: 'is there, and no schema names it' },
    ]);
    expect(complaints('#/components/schemas/ConversationStatus', 'open')).toMatchObject([
      { message: expect.stringContaining('"OPEN"') as string },
    ]);
    expect(complaints(pointer, {})).toHaveLength(5);
  });

  test('is what is wrong within a value, and not that it is not null either', () => {
    const schema = '#/components/schemas/Conversation/properties/lastMessage';
    const message = {
      id: 'msg_1',
      conversationId: 'cnv_1',
      direction: 'INBOUND',
      type: 'TEXT',
      content: 'Oi',
      mediaUrl: null,
      mediaType: null,
      createdAt: '2026-03-16T14:05:09.000Z',
    };
    expect(complaints(schema, message)).toEqual([]);
    expect(complaints(schema, null)).toEqual([]);
    expect(complaints(schema, { ...message, direction: 'inbound' })).toMatchObject([{ place: '/direction' }]);
  });

  test('of a header is judged as the type that it is read as', () => {
    const schema = '#/components/headers/X-RateLimit-Limit/schema';
    expect(headerComplaints(schema, '120')).toEqual([]);
    expect(headerComplaints(schema, 'viele')).not.toEqual([]);
    expect(headerComplaints(schema, '1.5')).not.toEqual([]);
  });
});
