import { webhooks } from '@atteny/contract';
import type { EventOf } from '../events/event.ts';

const at = '2026-03-16T14:04:22.000Z';

/** An event as a message causes it. */
export function sampleEvent(
  content = 'Bom dia! Tem pão de queijo?',
): EventOf<typeof webhooks.onMessageCreated> {
  return {
    name: webhooks.onMessageCreated,
    at: Date.parse(at),
    data: {
      message: {
        id: 'msg_6Lr3cD9wY2mHpN8v',
        conversationId: 'cnv_3Rt8wZ6yP1nQfJ5c',
        direction: 'INBOUND',
        type: 'TEXT',
        content,
        mediaUrl: null,
        mediaType: null,
        createdAt: at,
      },
      conversation: { id: 'cnv_3Rt8wZ6yP1nQfJ5c', status: 'OPEN', createdAt: at, updatedAt: at },
      contact: {
        id: 'ctt_7Hq2mX4vT9sLbK1d',
        phoneNumber: '+5511987654321',
        name: null,
        createdAt: at,
        updatedAt: at,
      },
    },
  };
}
