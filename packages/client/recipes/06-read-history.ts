// # Ler as últimas mensagens de uma conversa
// As mensagens vêm da mais nova à mais antiga; uma conversa de outra organização dá 404, como uma que não existe.
// ## Read the latest messages of a conversation
// Messages come newest first; another organization's conversation is a 404, like one that does not exist.
import { NotFoundError, type Client, type Message } from '@atteny/client';

export async function latest(atteny: Client, conversationId: string, count: number): Promise<Message[]> {
  try {
    const { data: messages } = await atteny.GET('/conversations/{conversationId}/messages', {
      params: { path: { conversationId }, query: { limit: count } },
    });
    return messages.toReversed();
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    throw error;
  }
}
