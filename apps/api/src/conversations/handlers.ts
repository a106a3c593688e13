import type { Handlers } from '../handler.ts';
import { conversationStore } from './store.ts';

export const conversationHandlers: Handlers<'listConversations'> = {
  async listConversations({ query: { page, limit, status }, organization }) {
    const { items, total } = await conversationStore(organization.scope).list({ page, limit, status });
    return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
  },
};
