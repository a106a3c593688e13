import type { MessageEventData } from '@atteny/contract/public';
import { instant } from '../clock.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import type { EventOf } from '../events/event.ts';
import { newId } from '../ids.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { type Message, messageOf, type MessageRow } from './message.ts';
import { openConversation, setStatus } from './status.ts';
import { append, openedForWriting, type OpenedForWriting } from './write-message.ts';

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
        const open = await openedForWriting(inside, conversationId);
        return open && write(inside, open, 'OUTBOUND', content);
      }),

    /** A contact writes; its first message opens its conversation. Undefined when there is no such contact. */
    receive: (contactId: string, content: Content): Promise<WrittenMessage | undefined> =>
      scope.transaction(async (inside) => {
        if (!(await isContact(inside, contactId))) return undefined;
        const open = await openedForWriting(inside, await openConversation(inside, contactId));
        return open && write(inside, open, 'INBOUND', content);
      }),
  };
}

/** Nothing of it is waited for: what is written is known beforehand. */
async function write(
  scope: OrganizationScope,
  { conversation, contact }: OpenedForWriting,
  direction: Message['direction'],
  content: Content,
): Promise<WrittenMessage> {
  const row: MessageRow = {
    id: newId('msg'),
    conversation_id: conversation.id,
    direction,
    type: content.type,
    content: content.content,
    media_url: content.mediaUrl,
    media_type: content.mediaType,
    created_at: scope.now(),
  };
  await append(scope, { organization_id: scope.organizationId, ...row });
  if (conversation.status === 'CLOSED') await setStatus(scope, conversation.id, 'OPEN', row.created_at);
  return {
    message: messageOf(row),
    conversation: {
      id: conversation.id,
      status: conversation.status === 'CLOSED' ? 'OPEN' : conversation.status,
      createdAt: instant(conversation.created_at),
      updatedAt: instant(Math.max(conversation.updated_at, row.created_at)),
    },
    contact,
  };
}

/** The event of a message that was just written. */
export function messageEvent<Name extends 'message.created' | 'message.sent'>(
  name: Name,
  data: WrittenMessage,
): EventOf<Name> {
  return { name, at: Date.parse(data.message.createdAt), data };
}

async function isContact(scope: OrganizationScope, id: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('contacts')
    .select('id')
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
