import { sql } from 'kysely';
import type { components } from '@atteny/contract/public';
import { executeWithNext } from '../db/transaction.ts';
import { newId } from '../ids.ts';
import type { OrganizationScope } from '../organizations/scope.ts';

type Status = components['schemas']['ConversationStatus'];

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
    await countStatus(scope, 'OPEN', 1);
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

/** Sets how a conversation stands, without a message. `at` is world time. */
export async function setStatus(
  scope: OrganizationScope,
  id: string,
  status: Status,
  at = scope.now(),
): Promise<void> {
  const own = scope.db
    .selectFrom('conversations')
    .select('status')
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id);
  // Two that set it at once must not both count the change.
  const locked = scope.dialect === 'postgres' ? own.forNoKeyUpdate() : own;
  const { status: before } = await locked.executeTakeFirstOrThrow();
  if (before === status) return;
  await scope.db
    .updateTable('conversations')
    .set({ status, updated_at: sql`case when updated_at < ${at} then ${at} else updated_at end` })
    .where('organization_id', '=', scope.organizationId)
    .where('id', '=', id)
    .execute();
  await countStatus(scope, before, -1);
  await countStatus(scope, status, 1);
}

/** Keeps how many conversations of a status the organization has. */
export async function countStatus(scope: OrganizationScope, status: Status, change: 1 | -1): Promise<void> {
  const total = scope.db
    .insertInto('conversation_totals')
    .values({ organization_id: scope.organizationId, status, total: change })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'status'])
        .doUpdateSet((value) => ({ total: value('conversation_totals.total', '+', change) })),
    );
  await executeWithNext(scope.db, total);
}
