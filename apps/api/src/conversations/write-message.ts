import { type RawBuilder, sql } from 'kysely';
import { type Contact, contactColumns, contactOf, type ContactRow } from '../contacts/contact.ts';
import { builtOnce } from '../db/built-once.ts';
import { ask, askWithNext, jointStatement } from '../db/joint-statement.ts';
import type { ConversationsTable } from '../db/tables.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import type { MessageRow } from './message.ts';

/** A conversation that nobody else writes into until the transaction ends, and whose it is. */
export interface OpenedForWriting {
  readonly conversation: Pick<ConversationsTable, 'id' | 'status' | 'created_at' | 'updated_at'>;
  readonly contact: Contact;
}

/**
 * Of several that write into one conversation at once, the others wait here. Whoever deletes the organization begins with its
 * row: what is written here is written before that, or not at all.
 */
export async function openedForWriting(
  scope: OrganizationScope,
  id: string,
): Promise<OpenedForWriting | undefined> {
  const { organizationId: organization_id, db, dialect } = scope;
  const [row] =
    dialect === 'postgres'
      ? await ask(db, lockForWriting, { organization_id, id })
      : (await db.executeQuery(readForWriting(scope, { organization_id, id }))).rows;
  if (row === undefined) return undefined;
  const { status, opened_at, changed_at, ...contact } = row;
  const conversation = { id, status, created_at: opened_at, updated_at: changed_at };
  return { conversation, contact: contactOf(contact) };
}

type Opened = ContactRow & { status: ConversationsTable['status']; opened_at: number; changed_at: number };

const readForWriting = builtOnce((db, { organization_id, id }: { organization_id: string; id: string }) =>
  db
    .selectFrom('conversations as c')
    .innerJoin('contacts', (join) =>
      join
        .onRef('contacts.organization_id', '=', 'c.organization_id')
        .onRef('contacts.id', '=', 'c.contact_id'),
    )
    .select(contactColumns)
    .select(['c.status', 'c.created_at as opened_at', 'c.updated_at as changed_at'])
    .where('c.organization_id', '=', organization_id)
    .where('c.id', '=', id),
);

/** In one order, whoever asks: of two transactions that lock several, none waits for the other. */
const lockForWriting = jointStatement<{ organization_id: string; id: string }, Opened>(
  { organization_id: 'text', id: 'text' },
  (asked) => sql`
    select asked.nth, ${sql.join(contactColumns.map((name) => sql.ref(name)))},
      c.status, c.created_at as opened_at, c.updated_at as changed_at
    from ${asked}
    join conversations as c on c.organization_id = asked.organization_id and c.id = asked.id
    join contacts on contacts.organization_id = c.organization_id and contacts.id = c.contact_id
    join organizations on organizations.id = c.organization_id
    order by c.organization_id, c.id
    for key share of organizations for no key update of c`,
);

/** Adds a message and makes it the latest of its conversation. */
export async function append(
  scope: OrganizationScope,
  row: MessageRow & { organization_id: string },
): Promise<void> {
  if (scope.dialect === 'postgres') {
    await askWithNext(scope.db, appendMessage, row);
    return;
  }
  await scope.db.executeQuery(insertMessage(scope, row));
  const { organization_id, conversation_id, created_at, id } = row;
  await scope.db.executeQuery(countMessage(scope, { organization_id, conversation_id, created_at, id }));
}

const insertMessage = builtOnce((db, row: MessageRow & { organization_id: string }) =>
  db.insertInto('messages').values(row),
);

type Latest = Pick<MessageRow, 'id' | 'conversation_id' | 'created_at'> & { organization_id: string };

const countMessage = builtOnce(
  (_db, { organization_id, conversation_id, created_at, id }: Latest) =>
    sql`update conversations set ${withLatest(sql`${created_at}`, sql`${id}`)}
    where organization_id = ${organization_id} and id = ${conversation_id}`,
);

const appendMessage = jointStatement<MessageRow & { organization_id: string }>(
  {
    organization_id: 'text',
    id: 'text',
    conversation_id: 'text',
    direction: 'text',
    type: 'text',
    content: 'text',
    media_url: 'text',
    media_type: 'text',
    created_at: 'bigint',
  },
  (asked) => sql`
    with asked as (select * from ${asked}), written as (
      insert into messages
        (organization_id, id, conversation_id, direction, type, content, media_url, media_type, created_at)
      select organization_id, id, conversation_id, direction, type, content, media_url, media_type, created_at from asked
    )
    update conversations as c set ${withLatest(sql`asked.created_at`, sql`asked.id`)}
    from asked where c.organization_id = asked.organization_id and c.id = asked.conversation_id`,
);

/** Of two messages that are written at once, the one that came to be first may be the second to get here. */
function withLatest(at: RawBuilder<unknown>, messageId: RawBuilder<unknown>) {
  const isLatest = sql`(last_message_id is null or last_message_at < ${at}
    or (last_message_at = ${at} and last_message_id < ${messageId}))`;
  return sql`message_total = message_total + 1,
    last_message_id = case when ${isLatest} then ${messageId} else last_message_id end,
    last_message_at = case when ${isLatest} then ${at} else last_message_at end,
    updated_at = case when updated_at < ${at} then ${at} else updated_at end`;
}
