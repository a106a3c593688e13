// # Enviar uma imagem, um áudio ou um documento
// O arquivo precisa estar num endereço https; `content` é a legenda.
// ## Send an image, an audio or a document
// The file must be at an https address; `content` is the caption.
import type { Client, Message } from '@atteny/client';

export async function sendInvoice(atteny: Client, conversationId: string, url: string): Promise<Message> {
  const { data: message } = await atteny.POST('/conversations/{conversationId}/messages', {
    params: { path: { conversationId } },
    body: {
      content: 'Segue a sua nota fiscal.',
      type: 'DOCUMENT',
      mediaUrl: url,
      mediaType: 'application/pdf',
    },
  });
  return message;
}
