import { conversationStore } from '../conversations/store.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { failure } from '../failures.ts';
import { setStatus } from '../conversations/status.ts';
import { organizationScope, type OrganizationScope } from '../organizations/scope.ts';
import type { SandboxDependencies } from './dependencies.ts';
import { worldRows } from './worlds/rows.ts';
import { simulateInbound } from './simulation/inbound.ts';

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
