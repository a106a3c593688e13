// # Saber quem espera resposta
// Uma conversa aberta cuja última mensagem é do contato espera por você.
// ## Know who is waiting for an answer
// An open conversation whose last message is the contact's is waiting for you.
import type { Client, Conversation } from '@atteny/client';

export async function waiting(atteny: Client): Promise<Conversation[]> {
  const conversations: Conversation[] = [];
  for await (const conversation of atteny.items('/conversations', {
    params: { query: { status: 'OPEN' } },
  })) {
    if (conversation.lastMessage?.direction === 'INBOUND') conversations.push(conversation);
  }
  return conversations;
}
