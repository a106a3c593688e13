import type { components, MessageEventData } from '@atteny/contract/public';
import { sql } from 'kysely';
import { type Contact, contactColumns, contactOf } from '../contacts/contact.ts';
import { builtOnce } from '../db/built-once.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import { executeWithNext } from '../db/transaction.ts';
import type { EventOf } from '../events/event.ts';
import { newId } from '../ids.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import type { ConversationsTable } from '../db/tables.ts';
import { openConversation, setStatus } from './status.ts';
import { instant } from '../clock.ts';

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

/** A conversation that nobody else writes into until the transaction ends, and whose it is. */
interface OpenedForWriting {
  readonly conversation: Pick<ConversationsTable, 'id' | 'status' | 'created_at' | 'updated_at'>;
  readonly contact: Contact;
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
  const { organizationId } = scope;
  await executeWithNext(scope.db, insertMessage(scope, { organization_id: organizationId, ...row }));
  if (conversation.status === 'CLOSED') await setStatus(scope, conversation.id, 'OPEN', row.created_at);
  const latest = { organizationId, id: conversation.id, at: row.created_at, messageId: row.id };
  await executeWithNext(scope.db, appendMessage(scope, latest));
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

/**
 * Of several that write into one conversation at once, the others wait here. Whoever deletes the organization begins with its
 * row: what is written here is written before that, or not at all.
 */
async function openedForWriting(scope: OrganizationScope, id: string): Promise<OpenedForWriting | undefined> {
  const { organizationId } = scope;
  const { rows } = await scope.db.executeQuery(openForWriting(scope, { organizationId, id }));
  const [row] = rows;
  if (row === undefined) return undefined;
  const { status, opened_at, changed_at, ...contact } = row;
  const conversation = { id, status, created_at: opened_at, updated_at: changed_at };
  return { conversation, contact: contactOf(contact) };
}

const openForWriting = builtOnce(
  (db, { organizationId, id }: { organizationId: string; id: string }, dialect) => {
    const own = db
      .selectFrom('conversations as c')
      .innerJoin('contacts', (join) =>
        join
          .onRef('contacts.organization_id', '=', 'c.organization_id')
          .onRef('contacts.id', '=', 'c.contact_id'),
      )
      .innerJoin('organizations', 'organizations.id', 'c.organization_id')
      .select(contactColumns)
      .select(['c.status', 'c.created_at as opened_at', 'c.updated_at as changed_at'])
      .where('c.organization_id', '=', organizationId)
      .where('c.id', '=', id);
    return dialect === 'postgres' ? own.forKeyShare('organizations').forNoKeyUpdate('c') : own;
  },
);

async function isContact(scope: OrganizationScope, id: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('contacts')
    .select('id')
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

const insertMessage = builtOnce((db, row: MessageRow & { organization_id: string }) =>
  db.insertInto('messages').values(row),
);

interface Latest {
  readonly organizationId: string;
  /** The conversation's. */
  readonly id: string;
  readonly at: number;
  readonly messageId: string;
}

/** Makes a message the latest of its conversation. */
const appendMessage = builtOnce((db, { organizationId, id, at, messageId }: Latest) => {
  // Of two that are written at once, the one that came to be first may be the second to get here.
  const isLatest = sql`(last_message_id is null or last_message_at < ${at}
    or (last_message_at = ${at} and last_message_id < ${messageId}))`;
  return db
    .updateTable('conversations')
    .set((value) => ({
      message_total: value('message_total', '+', 1),
      last_message_id: sql`case when ${isLatest} then ${messageId} else last_message_id end`,
      last_message_at: sql`case when ${isLatest} then ${at} else last_message_at end`,
      updated_at: sql`case when updated_at < ${at} then ${at} else updated_at end`,
    }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id);
});

export type Message = components['schemas']['Message'];

interface MessageRow {
  id: string;
  conversation_id: string;
  direction: Message['direction'];
  type: Message['type'];
  content: string;
  media_url: string | null;
  media_type: string | null;
  created_at: number;
}

/** A row as the contract shows it. */
export function messageOf(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction,
    type: row.type,
    content: row.content,
    mediaUrl: row.media_url,
    mediaType: row.media_type,
    createdAt: instant(row.created_at),
  };
}
