import type { components } from '@atteny/contract/public';
import { instant } from '../clock.ts';

export type Message = components['schemas']['Message'];

export interface MessageRow {
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
