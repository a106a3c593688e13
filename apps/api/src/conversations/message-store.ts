import { type Contact, contactOf } from '../contacts/contact.ts';
import { type Found, offsetOf, type Page } from '../db/page.ts';
import type { EventRecorder } from '../events/recorder.ts';
import { newId } from '../ids.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { appendTo, openConversation } from './status.ts';
import { type Message, messageOf, type MessageRow } from './message.ts';

/** What is said, by either side. */
export interface Content {
  readonly type: Message['type'];
  readonly content: string;
  readonly mediaUrl: string | null;
  readonly mediaType: string | null;
}

/** The messages of one organization. Writing one records its event in the same transaction. */
export function messageStore(scope: OrganizationScope, events: EventRecorder) {
  return {
    /** A page of a conversation's messages, newest first. Undefined when there is no such conversation. */
    async list(conversationId: string, page: Page): Promise<Found<Message> | undefined> {
      const conversation = await scope.db
        .selectFrom('conversations')
        .select('message_total')
        .where('organization_id', '=', scope.organizationId)
        .where('id', '=', conversationId)
        .executeTakeFirst();
      if (conversation === undefined) return undefined;
      const rows = await scope.db
        .selectFrom('messages')
        .select([
          'id',
          'conversation_id',
          'direction',
          'type',
          'content',
          'media_url',
          'media_type',
          'created_at',
        ])
        .where('organization_id', '=', scope.organizationId)
        .where('conversation_id', '=', conversationId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(page.limit)
        .offset(offsetOf(page))
        .execute();
      return { items: rows.map(messageOf), total: conversation.message_total };
    },

    /** The organization writes. Undefined when there is no such conversation. */
    send: (conversationId: string, content: Content): Promise<Message | undefined> =>
      scope.transaction(async (inside) => {
        const contact = await contactOfConversation(inside, conversationId);
        return contact && write(inside, events, contact, conversationId, 'OUTBOUND', content);
      }),

    /** A contact writes; its first message opens its conversation. Undefined when there is no such contact. */
    receive: (contactId: string, content: Content): Promise<Message | undefined> =>
      scope.transaction(async (inside) => {
        const contact = await contactOfId(inside, contactId);
        if (contact === undefined) return undefined;
        const conversationId = await openConversation(inside, contactId);
        return write(inside, events, contact, conversationId, 'INBOUND', content);
      }),
  };
}

async function write(
  scope: OrganizationScope,
  events: EventRecorder,
  contact: Contact,
  conversationId: string,
  direction: Message['direction'],
  content: Content,
): Promise<Message> {
  const row: MessageRow = {
    id: newId('msg'),
    conversation_id: conversationId,
    direction,
    type: content.type,
    content: content.content,
    media_url: content.mediaUrl,
    media_type: content.mediaType,
    created_at: scope.now(),
  };
  await scope.db
    .insertInto('messages')
    .values({ organization_id: scope.organizationId, ...row })
    .execute();
  const conversation = await appendTo(scope, conversationId, row);
  const message = messageOf(row);
  await events.recordEvent(scope, {
    name: direction === 'INBOUND' ? 'message.created' : 'message.sent',
    at: row.created_at,
    data: { message, conversation, contact },
  });
  return message;
}

const contactColumns = ['p.id', 'p.phone_number', 'p.name', 'p.created_at', 'p.updated_at'] as const;

async function contactOfConversation(
  scope: OrganizationScope,
  conversationId: string,
): Promise<Contact | undefined> {
  const row = await scope.db
    .selectFrom('conversations as c')
    .innerJoin('contacts as p', (join) =>
      join.onRef('p.organization_id', '=', 'c.organization_id').onRef('p.id', '=', 'c.contact_id'),
    )
    .select(contactColumns)
    .where('c.organization_id', '=', scope.organizationId)
    .where('c.id', '=', conversationId)
    .executeTakeFirst();
  return row && contactOf(row);
}

async function contactOfId(scope: OrganizationScope, id: string): Promise<Contact | undefined> {
  const row = await scope.db
    .selectFrom('contacts as p')
    .select(contactColumns)
    .where('p.organization_id', '=', scope.organizationId)
    .where('p.id', '=', id)
    .executeTakeFirst();
  return row && contactOf(row);
}
