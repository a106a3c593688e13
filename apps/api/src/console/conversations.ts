import type { Clock } from '../clock.ts';
import { conversationStore } from '../conversations/store.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { worldScope } from '../organizations/scope.ts';

export interface ConversationHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

/** One conversation, for whoever follows its address. */
export function consoleConversationHandlers({
  database,
  clock,
}: ConversationHandlerDependencies): ConsoleHandlers<'getConversation'> {
  return {
    async getConversation({ params: { organizationId, conversationId } }) {
      const scope = await worldScope(database, clock, organizationId);
      const data = scope && (await conversationStore(scope).get(conversationId));
      if (data === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data } };
    },
  };
}
