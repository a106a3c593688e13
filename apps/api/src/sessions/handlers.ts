import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { worldScope } from '../organizations/scope.ts';
import { signInPath } from './sign-in-page.ts';
import type { SessionStore } from './store.ts';

export interface SessionHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly sessions: SessionStore;
}

type Operations = Extract<keyof ConsoleHandlers, `${string}Session` | 'listSessions'>;

/** Who is in the dashboard. */
export function sessionHandlers({
  database,
  clock,
  sessions,
}: SessionHandlerDependencies): ConsoleHandlers<Operations> {
  return {
    async getSession({ access }) {
      const session = access.sessionId === null ? undefined : await sessions.get(access.sessionId, access);
      if (session === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data: session } };
    },

    async deleteSession({ access }) {
      const id = access.sessionId;
      if (id === null || !(await sessions.revoke(id, access))) return failure('notFound');
      return { status: 200, body: { success: true, data: { id } } };
    },

    async listSessions({ query: { page, limit }, access }) {
      const { items, total } = await sessions.list(access, { page, limit });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async revokeSession({ params: { sessionId }, access }) {
      if (!(await sessions.revoke(sessionId, access))) return failure('notFound');
      return { status: 200, body: { success: true, data: { id: sessionId } } };
    },

    async createPortalSession({ params: { organizationId }, body: { role }, recorded }) {
      const scope = await worldScope(database, clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const { code, expiresAt } = await recorded(
        scope,
        ({ db }) => sessions.createCode({ kind: 'PORTAL', role, organizationId }, db),
        () => ({}),
      );
      const data = {
        url: `${signInPath}?code=${code}`,
        role,
        organizationId,
        expiresAt: new Date(expiresAt).toISOString(),
      };
      return { status: 201, body: { success: true, data } };
    },
  };
}
