import type { WebhookEventOf } from '@atteny/webhooks';
import type { Messenger } from './messenger.ts';
import type { Orders } from './orders.ts';

/** Answers a customer who wrote: first what was waiting for a conversation, then how the order is doing. */
export async function answer(
  { id, data: { contact, conversation } }: WebhookEventOf<'message.created'>,
  { orders, messenger }: { orders: Orders; messenger: Messenger },
): Promise<void> {
  const own = orders.of(contact.phoneNumber);
  for (const order of own.filter(({ confirmed }) => !confirmed)) {
    order.confirmed = await messenger.confirm(order);
  }
  const latest = own.at(-1);
  const content = latest
    ? `Recebemos a sua mensagem. O pedido ${latest.number} está em preparo.`
    : 'Recebemos a sua mensagem e já respondemos.';
  await messenger.say(conversation.id, content, `responde-${id}`);
}
