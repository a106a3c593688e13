import { hourMs } from '../../src/clock.ts';
import type { Damaged, Fault } from '../fault.ts';
import { isList, items, onContacts, onConversations, onInstants, onMessages, remembering } from './items.ts';

const moved = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString();

export const ofContacts: Fault[] = [
  {
    name: 'createdAt and updatedAt of a contact are swapped',
    check: 'full world',
    reply: onContacts(
      (contact) => ([contact.createdAt, contact.updatedAt] = [contact.updatedAt, contact.createdAt]),
    ),
  },
  {
    name: 'contacts are an hour ahead',
    check: 'full world',
    reply: onContacts((contact) =>
      Object.assign(contact, {
        createdAt: moved(contact.createdAt, hourMs),
        updatedAt: moved(contact.updatedAt, hourMs),
      }),
    ),
  },
  remembering('updatedAt of a contact does not move', 'full world', (first) =>
    onContacts((contact) => (contact.updatedAt = first(contact.id, contact.updatedAt))),
  ),
  remembering('PATCH of a contact answers well and changes nothing', 'full world', (first) =>
    onContacts((contact, { method }) => {
      const kept = first(contact.id, { ...contact });
      if (method !== 'PATCH') Object.assign(contact, kept);
    }),
  ),
  { name: 'instants say +00:00', check: 'full world', reply: onInstants((at) => at.replace('Z', '+00:00')) },
  {
    name: 'instants say -03:00',
    check: 'full world',
    reply: onInstants((at) => moved(at, -3 * hourMs).replace('Z', '-03:00')),
  },
  {
    name: 'instants have a blank for T',
    check: 'full world',
    reply: onInstants((at) => at.replace('T', ' ')),
  },
  { name: 'instants have no Z', check: 'generated', reply: onInstants((at) => at.replace('Z', '')) },
];

export const ofMessages: Fault[] = [
  {
    name: 'a message is cut at 160 characters',
    check: 'full world',
    reply: onMessages((message) => (message.content = message.content.slice(0, 160))),
  },
  {
    name: 'a message is escaped for HTML',
    check: 'full world',
    reply: onMessages(
      (message) => (message.content = message.content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
    ),
  },
  {
    name: 'a message has other line ends than were sent',
    check: 'full world',
    reply: onMessages((message) => (message.content = message.content.replaceAll('\r\n', '\n'))),
  },
  {
    name: 'mediaUrl is null in lists',
    check: 'full world',
    reply: (reply, asked) =>
      isList(reply) && onMessages((message) => (message.mediaUrl = null))(reply, asked),
  },
  {
    name: 'every listed message is inbound',
    check: 'full world',
    reply: (reply, asked) =>
      isList(reply) && onMessages((message) => (message.direction = 'INBOUND'))(reply, asked),
  },
  {
    name: 'every listed conversation is open',
    check: 'full world',
    reply: onConversations((conversation) => (conversation.status = 'OPEN')),
  },
  {
    name: 'every conversation is closed and has no last message',
    check: 'full world',
    reply: onConversations((conversation) => {
      conversation.status = 'CLOSED';
      conversation.lastMessage = null;
    }),
  },
  remembering(
    'a last message has its right id and the content of before',
    'full world',
    (first) => (reply) => {
      for (const item of items(reply)) {
        if (item.lastMessage) item.lastMessage.content = first(item.id, item.lastMessage.content);
      }
    },
  ),
  remembering(
    'a conversation has the name of its contact before it was changed',
    'full world',
    (first) => (reply) => {
      for (const item of items(reply)) {
        if (item.contact) item.contact.name = first(item.id, item.contact.name);
      }
    },
  ),
];

export const ofLists: Fault[] = [
  {
    name: 'a page has at most 50 items',
    check: 'full world',
    reply: (reply) => void (isList(reply) && reply.body.data.splice(50)),
  },
  {
    name: 'a page has 10 items unless told',
    check: 'full world',
    reply: (reply, { query }) => void (isList(reply) && !query.has('limit') && reply.body.data.splice(10)),
  },
  {
    name: 'a total is at most 15',
    check: 'full world',
    reply: (reply) =>
      void (reply.body?.meta && (reply.body.meta.total = Math.min(15, reply.body.meta.total))),
  },
  {
    name: 'ties are in reverse',
    check: 'receivers',
    reply: (reply) =>
      void (
        isList(reply) &&
        (reply.body.data = reply.body.data.toSorted((a: Damaged, b: Damaged) =>
          a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : 0,
        ))
      ),
  },
  {
    name: 'a search for % finds everything',
    check: 'full world',
    request: (request) => void (request.url = request.url?.replace(/([?&])search=%25(?=&|$)/, '$1')),
  },
];
