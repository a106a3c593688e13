import type { Handlers } from '../handler.ts';
import type { EventRecorder } from '../events/recorder.ts';
import { failure } from '../failures.ts';
import { conversationStore } from './store.ts';
import { messageStore } from './message-store.ts';

export const conversationHandlers: Handlers<'listConversations'> = {
  async listConversations({ query: { page, limit, status }, organization }) {
    const { items, total } = await conversationStore(organization.scope).list({ page, limit, status });
    return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
  },
};

export function messageHandlers(events: EventRecorder): Handlers<'listMessages' | 'sendMessage'> {
  return {
    async listMessages({ params: { conversationId }, query: { page, limit }, organization: { scope } }) {
      const found = await messageStore(scope, events).list(conversationId, { page, limit });
      if (found === undefined) return failure('notFound');
      const { items, total } = found;
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async sendMessage({ params: { conversationId }, body, organization: { scope } }) {
      const { content, type = 'TEXT', mediaUrl = null, mediaType = null } = body;
      const said = { type, content, mediaUrl, mediaType };
      const message = await messageStore(scope, events).send(conversationId, said);
      if (message === undefined) return failure('notFound');
      return { status: 201, body: { success: true, data: message } };
    },
  };
}
