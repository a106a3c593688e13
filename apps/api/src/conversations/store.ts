import type { components } from '@atteny/contract/public';
import { sql } from 'kysely';
import { contactOf } from '../contacts/contact.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import { messageOf } from './message.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { instant } from '../clock.ts';

export type Conversation = components['schemas']['Conversation'];
type Status = Conversation['status'];

/** The conversations of one organization. */
export function conversationStore({ db, organizationId }: OrganizationScope) {
  return {
    /** A page of the conversations, of one status if it is given, the latest message first. */
    async list({
      page,
      limit,
      status,
    }: Page & { readonly status?: Status | undefined }): Promise<Listing<Conversation>> {
      let query = conversations();
      if (status !== undefined) query = query.where('c.status', '=', status);
      const rows = await query
        .orderBy('c.last_message_at', 'desc')
        .orderBy('c.id', 'desc')
        .limit(limit)
        .offset(offsetOf({ page, limit }))
        .execute();
      return { items: rows.map(conversationOf), total: await total(status) };
    },

    /** Undefined when there is no such conversation. */
    async get(id: string): Promise<Conversation | undefined> {
      const row = await conversations().where('c.id', '=', id).executeTakeFirst();
      return row && conversationOf(row);
    },
  };

  function conversations() {
    return db
      .selectFrom('conversations as c')
      .innerJoin('contacts as p', (join) =>
        join.onRef('p.organization_id', '=', 'c.organization_id').onRef('p.id', '=', 'c.contact_id'),
      )
      .leftJoin('messages as m', (join) =>
        join.onRef('m.organization_id', '=', 'c.organization_id').onRef('m.id', '=', 'c.last_message_id'),
      )
      .select(['c.id', 'c.status', 'c.created_at', 'c.updated_at'])
      .select([
        'p.id as p_id',
        'p.phone_number',
        'p.name',
        'p.created_at as p_created',
        'p.updated_at as p_updated',
      ])
      .select(['m.id as m_id', 'm.direction', 'm.type', 'm.content', 'm.media_url', 'm.media_type'])
      .select('m.created_at as m_created')
      .where('c.organization_id', '=', organizationId);
  }

  async function total(status: Status | undefined): Promise<number> {
    let query = db
      .selectFrom('conversation_totals')
      .select(sql<number>`cast(coalesce(sum(total), 0) as bigint)`.as('total'))
      .where('organization_id', '=', organizationId);
    if (status !== undefined) query = query.where('status', '=', status);
    return (await query.executeTakeFirstOrThrow()).total;
  }
}

interface ConversationRow {
  id: string;
  status: Status;
  created_at: number;
  updated_at: number;
  p_id: string;
  phone_number: string;
  name: string | null;
  p_created: number;
  p_updated: number;
  m_id: string | null;
  direction: components['schemas']['MessageDirection'] | null;
  type: components['schemas']['MessageType'] | null;
  content: string | null;
  media_url: string | null;
  media_type: string | null;
  m_created: number | null;
}

function conversationOf(row: ConversationRow): Conversation {
  const contact = { ...row, id: row.p_id, created_at: row.p_created, updated_at: row.p_updated };
  return {
    id: row.id,
    status: row.status,
    contact: contactOf(contact),
    lastMessage: lastMessageOf(row),
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}

function lastMessageOf(row: ConversationRow): Conversation['lastMessage'] {
  const { m_id: id, direction, type, content, m_created: created_at } = row;
  if (id === null || direction === null || type === null || content === null || created_at === null) {
    return null;
  }
  const { media_url, media_type } = row;
  return messageOf({
    id,
    conversation_id: row.id,
    direction,
    type,
    content,
    media_url,
    media_type,
    created_at,
  });
}
