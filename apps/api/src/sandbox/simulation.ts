import type { SimulateInboundMessageRequest } from '@atteny/contract/console';
import { conversationStore } from '../conversations/store.ts';
import type { ConsoleHandlers } from '../operation-handler.ts';
import { failure } from '../failures.ts';
import { setStatus } from '../conversations/status.ts';
import { organizationScope, type OrganizationScope } from '../organizations/scope.ts';
import { contactStore } from '../contacts/store.ts';
import { messageEvent, messageStore, type WrittenMessage } from '../conversations/message-store.ts';
import type { SandboxDependencies } from './dependencies.ts';
import { worldRows } from './worlds/world.ts';

type Operations = 'simulateInboundMessage' | 'updateConversationStatus';

export function simulationHandlers(deps: SandboxDependencies): ConsoleHandlers<Operations> {
  const { database, clock } = deps;

  async function scopeOf(worldId: string): Promise<OrganizationScope | undefined> {
    const rows = await worldRows(database.kysely, worldId, clock);
    return rows && organizationScope(database, rows.organization.id, () => clock.now() + rows.clockOffsetMs);
  }

  return {
    async simulateInboundMessage({ params: { worldId }, body, emit }) {
      const scope = await scopeOf(worldId);
      if (!scope) return failure('notFound');
      return await scope.transaction(async (inside) => {
        const data = await receive(inside, body);
        const created = await emit(inside, messageEvent('message.created', data));
        return { status: 201, body: { success: true, data }, events: [created] };
      });
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
async function receive(
  scope: OrganizationScope,
  { phoneNumber, name = null, type = 'TEXT', content, ...media }: SimulateInboundMessageRequest,
): Promise<WrittenMessage> {
  const contact = await contactStore(scope).findOrCreate(phoneNumber, name);
  const { mediaUrl = null, mediaType = null } = media;
  const written = await messageStore(scope).receive(contact.id, { type, content, mediaUrl, mediaType });
  if (written === undefined) throw new Error('the contact is gone');
  return written;
}
