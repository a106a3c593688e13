import type { ConsoleHandlers, Handlers } from '../operation-handler.ts';
import { messageEvent, messageStore } from './message-store.ts';
import type { Clock } from '../clock.ts';
import { conversationStore } from './store.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import { worldScope } from '../organizations/scope.ts';

export const conversationHandlers: Handlers<'listConversations'> = {
  async listConversations({ query: { page, limit, status }, organization }) {
    const { items, total } = await conversationStore(organization.scope).list({ page, limit, status });
    return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
  },
};

export const messageHandlers: Handlers<'listMessages' | 'sendMessage'> = {
  async listMessages({ params: { conversationId }, query: { page, limit }, organization: { scope } }) {
    const found = await messageStore(scope).list(conversationId, { page, limit });
    if (found === undefined) return failure('notFound');
    const { items, total } = found;
    return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
  },

  async sendMessage({ params: { conversationId }, body, organization: { scope }, emit, recorded }) {
    const { content, type = 'TEXT', mediaUrl = null, mediaType = null } = body;
    const done = await recorded(
      scope.joint(conversationId),
      async (inside) => {
        const written = await messageStore(inside).send(conversationId, {
          type,
          content,
          mediaUrl,
          mediaType,
        });
        return written && { ...written, sent: await emit(inside, messageEvent('message.sent', written)) };
      },
      (sent) => sent?.message,
    );
    if (done === undefined) return failure('notFound');
    return { status: 201, body: { success: true, data: done.message }, events: [done.sent] };
  },
};

interface ConversationHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

/** One conversation, for whoever follows its address. */
export function consoleConversationHandlers({
  database,
  clock,
}: ConversationHandlerDependencies): ConsoleHandlers<'getConversation'> {
  return {
    async getConversation({ params: { organizationId, conversationId } }) {
      const scope = await worldScope(database, clock, organizationId);
      const data = scope && (await conversationStore(scope).get(conversationId));
      if (data === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data } };
    },
  };
}
