import type { Inbox } from '@atteny/contract/console';
import { offsetOf } from '../../db/page.ts';
import { failure } from '../../failures.ts';
import type { ConsoleHandlers } from '../../handler.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldRows } from '../worlds/world.ts';
import { inboxPath } from './inbox.ts';

type Operations = 'getInbox' | 'updateInbox' | 'listInboxDeliveries' | 'deleteInboxDeliveries';

export function inboxHandlers({
  database,
  clock,
  inboxes,
  origin,
}: SandboxDependencies): ConsoleHandlers<Operations> {
  const exists = async (worldId: string) => (await worldRows(database.kysely, worldId, clock)) !== undefined;
  const shown = (worldId: string): Inbox => ({
    url: origin() + inboxPath(worldId),
    answer: inboxes.answerOf(worldId),
  });
  return {
    async getInbox({ params: { worldId } }) {
      if (!(await exists(worldId))) return failure('notFound');
      return { status: 200, body: { success: true, data: shown(worldId) } };
    },

    async updateInbox({ params: { worldId }, body: { answer } }) {
      if (!(await exists(worldId))) return failure('notFound');
      inboxes.choose(worldId, answer);
      return { status: 200, body: { success: true, data: shown(worldId) } };
    },

    async listInboxDeliveries({ params: { worldId }, query: { page, limit } }) {
      if (!(await exists(worldId))) return failure('notFound');
      const arrived = inboxes.arrived(worldId);
      const from = offsetOf({ page, limit });
      const data = arrived.slice(from, from + limit);
      const meta = { total: arrived.length, page, limit };
      return { status: 200, body: { success: true, data, meta } };
    },

    async deleteInboxDeliveries({ params: { worldId } }) {
      if (!(await exists(worldId))) return failure('notFound');
      return { status: 200, body: { success: true, data: { deleted: inboxes.empty(worldId) } } };
    },
  };
}
