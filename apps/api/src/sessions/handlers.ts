import { type Clock, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers, Recorded } from '../operation-handler.ts';
import type { Access } from '../organizations/identity.ts';
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
  /** Ends an open session that the access sees, and says whether there was one. An operator's is of no organization's log. */
  async function end(id: string, access: Access, recorded: Recorded): Promise<boolean> {
    const session = await sessions.get(id, access);
    if (session === undefined) return false;
    const { organizationId, userAgent: name } = session;
    const scope = organizationId === null ? undefined : await worldScope(database, clock, organizationId);
    if (scope === undefined) return await sessions.revoke(id, access);
    return await recorded(
      scope,
      ({ db }) => sessions.revoke(id, access, db),
      (ended) => (ended ? { id, name } : undefined),
    );
  }

  return {
    async getSession({ access }) {
      const session = access.sessionId === null ? undefined : await sessions.get(access.sessionId, access);
      if (session === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data: session } };
    },

    async deleteSession({ access, recorded }) {
      const id = access.sessionId;
      if (id === null || !(await end(id, access, recorded))) return failure('notFound');
      return { status: 200, body: { success: true, data: { id } } };
    },

    async listSessions({ query: { page, limit }, access }) {
      const { items, total } = await sessions.list(access, { page, limit });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async revokeSession({ params: { sessionId }, access, recorded }) {
      if (!(await end(sessionId, access, recorded))) return failure('notFound');
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
        expiresAt: instant(expiresAt),
      };
      return { status: 201, body: { success: true, data } };
    },
  };
}
