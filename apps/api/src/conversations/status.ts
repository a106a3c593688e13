import type { components } from '@atteny/contract/public';
import { newId } from '../ids.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import type { MessageRow } from './message.ts';

type Summary = components['schemas']['ConversationSummary'];
type Status = Summary['status'];

/** The conversation of a contact, opened now if it has none. */
export async function openConversation(
  scope: OrganizationScope,
  contactId: string,
  conversationId = newId('cnv'),
): Promise<string> {
  const now = scope.now();
  const row = { id: conversationId, contact_id: contactId, status: 'OPEN' as const };
  const opened = await scope.db
    .insertInto('conversations')
    .values({
      organization_id: scope.organizationId,
      ...row,
      last_message_at: now,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'contact_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (opened !== undefined) {
    await count(scope, 'OPEN', 1);
    return opened.id;
  }
  const { id } = await scope.db
    .selectFrom('conversations')
    .select('id')
    .where('organization_id', '=', scope.organizationId)
    .where('contact_id', '=', contactId)
    .executeTakeFirstOrThrow();
  return id;
}

/** Makes a message the latest of its conversation, and reopens the conversation if it was closed. */
export async function appendTo(scope: OrganizationScope, id: string, message: MessageRow): Promise<Summary> {
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
    await count(scope, before.status, -1);
    await count(scope, status, 1);
  }
  return {
    id,
    status,
    createdAt: new Date(before.created_at).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
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

/** Sets how a conversation stands, without a message. */
export async function setStatus(scope: OrganizationScope, id: string, status: Status): Promise<void> {
  const { status: before } = await scope.db
    .selectFrom('conversations')
    .select('status')
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (before === status) return;
  await scope.db
    .updateTable('conversations')
    .set({ status, updated_at: scope.now() })
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .execute();
  await count(scope, before, -1);
  await count(scope, status, 1);
}

/** Keeps how many conversations of a status the organization has. */
async function count(scope: OrganizationScope, status: Status, change: 1 | -1): Promise<void> {
  await scope.db
    .insertInto('conversation_totals')
    .values({ organization_id: scope.organizationId, status, total: change })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'status'])
        .doUpdateSet((value) => ({ total: value('conversation_totals.total', '+', change) })),
    )
    .execute();
}
