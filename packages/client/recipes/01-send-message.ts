// # Responder a quem escreveu
// Procura o contato pelo telefone, acha a conversa dele e envia a mensagem. A conversa existe desde a primeira mensagem
// que o contato mandou.
// ## Reply to whoever wrote
// Finds the contact by phone number, then the conversation, and sends the message. The conversation exists since the
// first message that the contact sent.
import type { Client, Message } from '@atteny/client';

export async function reply(atteny: Client, phoneNumber: string, content: string): Promise<Message> {
  for await (const conversation of atteny.items('/conversations')) {
    if (conversation.contact.phoneNumber === phoneNumber) {
      const { data: message } = await atteny.POST('/conversations/{conversationId}/messages', {
        params: { path: { conversationId: conversation.id } },
        body: { content },
      });
      return message;
    }
  }
  throw new Error(`${phoneNumber} ainda não escreveu`);
}
