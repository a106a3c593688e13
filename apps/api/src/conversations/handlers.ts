import type { Handlers } from '../handler.ts';
import { failure } from '../failures.ts';
import { conversationStore } from './store.ts';
import { messageEvent, messageStore } from './message-store.ts';

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

  sendMessage: ({ params: { conversationId }, body, organization: { scope }, emit }) =>
    scope.transaction(async (inside) => {
      const { content, type = 'TEXT', mediaUrl = null, mediaType = null } = body;
      const written = await messageStore(inside).send(conversationId, { type, content, mediaUrl, mediaType });
      if (written === undefined) return failure('notFound');
      const sent = await emit(inside, messageEvent('message.sent', written));
      return { status: 201, body: { success: true, data: written.message }, events: [sent] };
    }),
};
