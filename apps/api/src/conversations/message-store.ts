import type { MessageEventData } from '@atteny/contract/public';
import { type Contact, contactColumns, contactOf } from '../contacts/contact.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import type { EventOf } from '../events/event.ts';
import { newId } from '../ids.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { instant } from '../clock.ts';
import { countStatus, openConversation } from './status.ts';
import { type Message, messageOf, type MessageRow } from './message.ts';

/** What is said, by either side. */
export interface Content {
  readonly type: Message['type'];
  readonly content: string;
  readonly mediaUrl: string | null;
  readonly mediaType: string | null;
}

/** A message that was just written, with what it changed: what its event carries. */
export type WrittenMessage = MessageEventData;

/** The messages of one organization. */
export function messageStore(scope: OrganizationScope) {
  return {
    /** A page of a conversation's messages, newest first. Undefined when there is no such conversation. */
    async list(conversationId: string, page: Page): Promise<Listing<Message> | undefined> {
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
    send: (conversationId: string, content: Content): Promise<WrittenMessage | undefined> =>
      scope.transaction(async (inside) => {
        const contact = await contactOfConversation(inside, conversationId);
        return contact && write(inside, contact, conversationId, 'OUTBOUND', content);
      }),

    /** A contact writes; its first message opens its conversation. Undefined when there is no such contact. */
    receive: (contactId: string, content: Content): Promise<WrittenMessage | undefined> =>
      scope.transaction(async (inside) => {
        const contact = await contactOfId(inside, contactId);
        if (contact === undefined) return undefined;
        const conversationId = await openConversation(inside, contactId);
        return write(inside, contact, conversationId, 'INBOUND', content);
      }),
  };
}

async function write(
  scope: OrganizationScope,
  contact: Contact,
  conversationId: string,
  direction: Message['direction'],
  content: Content,
): Promise<WrittenMessage> {
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
  return { message: messageOf(row), conversation, contact };
}

/** The event of a message that was just written. */
export function messageEvent<Name extends 'message.created' | 'message.sent'>(
  name: Name,
  data: WrittenMessage,
): EventOf<Name> {
  return { name, at: Date.parse(data.message.createdAt), data };
}

async function contactOfConversation(
  scope: OrganizationScope,
  conversationId: string,
): Promise<Contact | undefined> {
  // Whoever deletes the organization begins with its row: what is written here is written before that, or not at all.
  const own = scope.db
    .selectFrom('conversations as c')
    .innerJoin('contacts', (join) =>
      join
        .onRef('contacts.organization_id', '=', 'c.organization_id')
        .onRef('contacts.id', '=', 'c.contact_id'),
    )
    .innerJoin('organizations', 'organizations.id', 'c.organization_id')
    .select(contactColumns)
    .where('c.organization_id', '=', scope.organizationId)
    .where('c.id', '=', conversationId);
  const row = await (
    scope.dialect === 'postgres' ? own.forKeyShare('organizations') : own
  ).executeTakeFirst();
  return row && contactOf(row);
}

async function contactOfId(scope: OrganizationScope, id: string): Promise<Contact | undefined> {
  const row = await scope.db
    .selectFrom('contacts')
    .select(contactColumns)
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && contactOf(row);
}

/** Makes a message the latest of its conversation, and reopens the conversation if it was closed. */
async function appendTo(
  scope: OrganizationScope,
  id: string,
  message: MessageRow,
): Promise<WrittenMessage['conversation']> {
  const own = scope.db
    .selectFrom('conversations')
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .select(['status', 'created_at', 'updated_at', 'last_message_at', 'last_message_id']);
  const before = await (scope.dialect === 'postgres' ? own.forNoKeyUpdate() : own).executeTakeFirstOrThrow();
  const status = before.status === 'CLOSED' ? 'OPEN' : before.status;
  const updatedAt = Math.max(before.updated_at, message.created_at);
  // Of two that are written at once, the one that came to be first may be the second to get here.
  const isLatest = isAfter(message, { id: before.last_message_id, created_at: before.last_message_at });
  await scope.db
    .updateTable('conversations')
    .set((value) => ({
      status,
      message_total: value('message_total', '+', 1),
      ...(isLatest && { last_message_id: message.id, last_message_at: message.created_at }),
      updated_at: updatedAt,
    }))
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .execute();
  if (status !== before.status) {
    await countStatus(scope, before.status, -1);
    await countStatus(scope, status, 1);
  }
  return {
    id,
    status,
    createdAt: instant(before.created_at),
    updatedAt: instant(updatedAt),
  };
}

type Place = Pick<MessageRow, 'id' | 'created_at'>;

/** Whether a message stands above another one in the list of messages. */
function isAfter(message: Place, other: { id: string | null; created_at: number }): boolean {
  if (other.id === null || message.created_at !== other.created_at) {
    return other.id === null || message.created_at > other.created_at;
  }
  return message.id > other.id;
}
