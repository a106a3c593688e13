import type { MessageEventData, SimulateInboundMessageRequest } from '@atteny/contract/console';
import { conversationStore } from '../conversations/store.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { failure } from '../failures.ts';
import { setStatus } from '../conversations/status.ts';
import { organizationScope, type OrganizationScope } from '../organizations/scope.ts';
import { contactStore } from '../contacts/store.ts';
import type { EventRecorder } from '../events/recorder.ts';
import { messageStore } from '../conversations/message-store.ts';
import type { SandboxDependencies } from './dependencies.ts';
import { worldRows } from './worlds/world.ts';

type Operations = 'simulateInboundMessage' | 'updateConversationStatus';

export function simulationHandlers(deps: SandboxDependencies): ConsoleHandlers<Operations> {
  const { database, clock, events } = deps;

  async function scopeOf(worldId: string): Promise<OrganizationScope | undefined> {
    const rows = await worldRows(database.kysely, worldId, clock);
    return rows && organizationScope(database, rows.organization.id, () => clock.now() + rows.clockOffsetMs);
  }

  return {
    async simulateInboundMessage({ params: { worldId }, body }) {
      const scope = await scopeOf(worldId);
      if (!scope) return failure('notFound');
      const data = await simulateInbound(scope, body, events);
      return { status: 201, body: { success: true, data } };
    },

    async updateConversationStatus({ params: { worldId, conversationId }, body: { status } }) {
      const scope = await scopeOf(worldId);
      const data = await scope?.transaction(async (inside) => {
        const conversations = conversationStore(inside);
        if (!(await conversations.get(conversationId))) return undefined;
        await setStatus(inside, conversationId, status);
        return await conversations.get(conversationId);
      });
      if (!data) return failure('notFound');
      return { status: 200, body: { success: true, data } };
    },
  };
}

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
