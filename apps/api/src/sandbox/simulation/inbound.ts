import type { MessageEventData, SimulateInboundMessageRequest } from '@atteny/contract/console';
import { contactStore } from '../../contacts/store.ts';
import type { EventRecorder } from '../../events/recorder.ts';
import { messageStore } from '../../conversations/message-store.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';

/** A contact writes to an organization: a new number makes the contact, its first message the conversation. */
export async function simulateInbound(
  scope: OrganizationScope,
  said: SimulateInboundMessageRequest,
  events: EventRecorder,
): Promise<MessageEventData> {
  return await scope.transaction(async (inside) => {
    const contact = await contactStore(inside).findOrCreate(said.phoneNumber, said.name ?? null);
    let data: MessageEventData | undefined;
    const listening: EventRecorder = {
      async recordEvent(within, event) {
        data = event.data;
        await events.recordEvent(within, event);
      },
    };
    await messageStore(inside, listening).receive(contact.id, {
      type: said.type ?? 'TEXT',
      content: said.content,
      mediaUrl: said.mediaUrl ?? null,
      mediaType: said.mediaType ?? null,
    });
    if (!data) throw new Error('the message caused no event');
    return data;
  });
}
