import type { MessageEventData } from '@atteny/contract/public';
import { sql } from 'kysely';
import { type Contact, contactColumns, contactOf } from '../contacts/contact.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import { executeWithNext } from '../db/with-next.ts';
import type { EventOf } from '../events/event.ts';
import { newId } from '../ids.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { instant } from '../clock.ts';
import { openConversation, setStatus } from './status.ts';
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
  const insert = scope.db.insertInto('messages').values({ organization_id: scope.organizationId, ...row });
  await executeWithNext(scope.db, insert);
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
  const at = message.created_at;
  // Of two that are written at once, the one that came to be first may be the second to get here.
  const isLatest = sql`(last_message_id is null or last_message_at < ${at}
    or (last_message_at = ${at} and last_message_id < ${message.id}))`;
  const appended = scope.db
    .updateTable('conversations')
    .set((value) => ({
      message_total: value('message_total', '+', 1),
      last_message_id: sql`case when ${isLatest} then ${message.id} else last_message_id end`,
      last_message_at: sql`case when ${isLatest} then ${at} else last_message_at end`,
      updated_at: sql`case when updated_at < ${at} then ${at} else updated_at end`,
    }))
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .where('status', '!=', 'CLOSED')
    .returning(['status', 'created_at', 'updated_at']);
  let row = await appended.executeTakeFirst();
  if (row === undefined) {
    await setStatus(scope, id, 'OPEN', at);
    row = await appended.executeTakeFirstOrThrow();
  }
  return { id, status: row.status, createdAt: instant(row.created_at), updatedAt: instant(row.updated_at) };
}
