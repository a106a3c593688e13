import { ConflictError, type Client } from '@atteny/client';
import type { Order } from './orders.ts';

/** What the shop says, and to whom. */
export interface Messenger {
  /** Sends the confirmation of an order; false while the customer has no conversation, having never written. */
  confirm(order: Order): Promise<boolean>;
  /** Says something in a conversation, once for each `occasion`. */
  say(conversationId: string, content: string, occasion: string): Promise<void>;
}

export function createMessenger(atteny: Client): Messenger {
  const say: Messenger['say'] = async (conversationId, content, occasion) => {
    await atteny.POST('/conversations/{conversationId}/messages', {
      params: { path: { conversationId }, header: { 'Idempotency-Key': occasion } },
      body: { content },
    });
  };

  return {
    say,
    async confirm({ number, phoneNumber, name, item }) {
      await ensureContact(atteny, phoneNumber, name);
      const conversationId = await conversationOf(atteny, phoneNumber);
      if (conversationId === undefined) {
        return false;
      }
      await say(
        conversationId,
        `${name}, seu pedido ${number} (${item}) está confirmado.`,
        `confirma-${number}`,
      );
      return true;
    },
  };
}

async function ensureContact(atteny: Client, phoneNumber: string, name: string): Promise<void> {
  try {
    await atteny.POST('/contacts', { body: { phoneNumber, name } });
  } catch (error) {
    if (!(error instanceof ConflictError && error.code === 'contact_exists')) {
      throw error;
    }
  }
}

async function conversationOf(atteny: Client, phoneNumber: string): Promise<string | undefined> {
  for await (const { id, contact } of atteny.items('/conversations', { params: { query: { limit: 100 } } })) {
    if (contact.phoneNumber === phoneNumber) {
      return id;
    }
  }
  return undefined;
}
