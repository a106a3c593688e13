import { dataOf, listed, notFound, type Rule } from './rule.ts';
import { happened } from './sendings.ts';
import { fresh, within } from './template.ts';
import {
  descending,
  isKnown,
  newestFirst,
  withEntry,
  type Conversation,
  type Message,
  type World,
} from './world.ts';

/** A conversation as its API shows it. */
export function shownConversation(
  world: World,
  { id, status, contactId, messages, createdAt, updatedAt }: Conversation,
) {
  return {
    id,
    status,
    contact: world.contacts.get(contactId),
    lastMessage: newestFirst(messages)[0] ?? null,
    createdAt,
    updatedAt,
  };
}

/** What a message makes of its conversation: the latest one, and open if it was closed. */
export function withMessage(world: World, conversation: Conversation, message: Message): World {
  const updatedAt = message.createdAt > conversation.updatedAt ? message.createdAt : conversation.updatedAt;
  const after: Conversation = {
    ...conversation,
    status: conversation.status === 'CLOSED' ? 'OPEN' : conversation.status,
    messages: [...conversation.messages, message],
    updatedAt,
  };
  return { ...world, conversations: withEntry(world.conversations, conversation.id, after) };
}

/** The same, with the event that it causes and its deliveries. */
export function said(world: World, conversationId: string, message: Message): World {
  const before = world.conversations.get(conversationId);
  if (!before) return world;
  const after = withMessage(world, before, message);
  const { id, status, createdAt, updatedAt, contactId } = after.conversations.get(conversationId) ?? before;
  const contact = after.contacts.get(contactId);
  if (!contact) return after;
  return happened(after, {
    event: message.direction === 'INBOUND' ? 'message.created' : 'message.sent',
    id: undefined,
    createdAt: message.createdAt,
    data: { message, conversation: { id, status, createdAt, updatedAt }, contact },
  });
}

export const messageRules = {
  listConversations: {
    parameters: ['page', 'limit', 'status'],
    properties: [],
    answer(world, asked) {
      const { status } = asked.query;
      const wanted = [...world.conversations.values()].filter(
        (each) => status === undefined || each.status === status,
      );
      const latest = (each: Conversation): string =>
        newestFirst(each.messages)[0]?.createdAt ?? each.createdAt;
      const sorted = wanted.toSorted((a, b) => descending(latest(a), latest(b)) || descending(a.id, b.id));
      return listed(
        asked,
        sorted.map((each) => shownConversation(world, each)),
      );
    },
  },
  listMessages: {
    parameters: ['conversationId', 'page', 'limit'],
    properties: [],
    answer(world, asked) {
      const conversation = world.conversations.get(asked.params['conversationId'] ?? '');
      return conversation ? listed(asked, newestFirst(conversation.messages)) : notFound;
    },
  },
  sendMessage: {
    parameters: ['conversationId', 'Idempotency-Key'],
    properties: ['content', 'type', 'mediaUrl', 'mediaType'],
    answer(world, { params, json }, moment) {
      const conversation = world.conversations.get(params['conversationId'] ?? '');
      if (!conversation) return notFound;
      const { content, type = 'TEXT', mediaUrl = null, mediaType = null } = json as Partial<Message>;
      return {
        status: 201,
        data: {
          id: fresh(isKnown(world)),
          conversationId: conversation.id,
          direction: 'OUTBOUND',
          type,
          content,
          mediaUrl,
          mediaType,
          createdAt: within(moment.from, moment.to),
        },
        next: (response) => said(world, conversation.id, dataOf<Message>(response)),
      };
    },
  },
} satisfies Record<string, Rule>;
