import { createHash } from 'node:crypto';
import { consoleLimits } from '@atteny/contract';
import { consoleDocument, numberAt } from '@atteny/contract/documents';
import type { ConsoleSession, SessionKind, SessionRole } from '@atteny/contract/console';
import { type Clock, instant } from '../clock.ts';
import type { ConsoleSessionsTable } from '../db/console-tables.ts';
import type { Database, Executor } from '../db/database.ts';
import { type Listing, newestFirst, type Page } from '../db/page.ts';
import { newId, randomBase62 } from '../ids.ts';
import type { Access } from '../organizations/identity.ts';

/** What a session is for: everything, or one organization. */
export interface Grant {
  readonly kind: SessionKind;
  readonly role: SessionRole;
  readonly organizationId: string | null;
}

export const operatorGrant: Grant = { kind: 'OPERATOR', role: 'operator', organizationId: null };

/** Letters and digits of what a session is recognized by: 256 bits. */
export const secretLength = 43;
const seenEveryMs = 60_000;
const longestUserAgent = numberAt(consoleDocument, 'ConsoleSession', 'properties', 'userAgent', 'maxLength');
const seconds: Record<SessionKind, number> = {
  OPERATOR: consoleLimits.operatorSessionSeconds,
  PORTAL: consoleLimits.portalSessionSeconds,
};

/** The sessions of the dashboard, and the codes that open one. Of either the digest alone is stored. */
export function sessionStore({ kysely }: Database, clock: Clock) {
  const open = () =>
    kysely
      .selectFrom('console_sessions')
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', clock.now());

  /** The open sessions that an access sees: all, or those of its organization. */
  const seenBy = ({ organizationId }: Access) =>
    organizationId === null ? open() : open().where('organization_id', '=', organizationId);

  async function begin({ kind, role, organizationId }: Grant, userAgent: string | undefined) {
    const secret = randomBase62(secretLength);
    const now = clock.now();
    const expiresAt = now + seconds[kind] * 1000;
    const row: ConsoleSessionsTable = {
      id: newId('ses'),
      digest: digestOf(secret),
      kind,
      role,
      organization_id: organizationId,
      user_agent: userAgent?.slice(0, longestUserAgent) ?? null,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
      revoked_at: null,
    };
    await kysely.insertInto('console_sessions').values(row).execute();
    return { secret, expiresAt };
  }

  return {
    begin,

    /** A code that begins one session, once, and when it is of no more use. */
    async createCode({ kind, role, organizationId }: Grant, db: Executor = kysely) {
      const code = randomBase62(secretLength);
      const expiresAt = clock.now() + consoleLimits.signInCodeSeconds * 1000;
      await db.deleteFrom('sign_in_codes').where('expires_at', '<=', clock.now()).execute();
      await db
        .insertInto('sign_in_codes')
        .values({
          digest: digestOf(code),
          kind,
          role,
          organization_id: organizationId,
          expires_at: expiresAt,
        })
        .execute();
      return { code, expiresAt };
    },

    /** Begins the session of a code and uses the code up. Undefined for one that is unknown, used or expired. */
    async redeem(code: string, userAgent: string | undefined) {
      const used = await kysely
        .deleteFrom('sign_in_codes')
        .where('digest', '=', digestOf(code))
        .where('expires_at', '>', clock.now())
        .returning(['kind', 'role', 'organization_id as organizationId'])
        .executeTakeFirst();
      return used && begin(used, userAgent);
    },

    /** The access of an open session. Undefined for any other secret. */
    async find(secret: string): Promise<Access | undefined> {
      const row = await open().selectAll().where('digest', '=', digestOf(secret)).executeTakeFirst();
      if (row === undefined) return undefined;
      if (row.last_seen_at < clock.now() - seenEveryMs) {
        await kysely
          .updateTable('console_sessions')
          .set({ last_seen_at: clock.now() })
          .where('id', '=', row.id)
          .execute();
      }
      return { kind: row.kind, role: row.role, organizationId: row.organization_id, sessionId: row.id };
    },

    /** Whether a session goes on. */
    isOpen: async (id: string): Promise<boolean> =>
      (await open().select('id').where('id', '=', id).executeTakeFirst()) !== undefined,

    get: async (id: string, access: Access): Promise<ConsoleSession | undefined> => {
      const row = await seenBy(access).selectAll().where('id', '=', id).executeTakeFirst();
      return row && sessionOf(row, access);
    },

    /** A page of the open sessions that an access sees, newest first. */
    async list(access: Access, page: Page): Promise<Listing<ConsoleSession>> {
      const { items, total } = await newestFirst(seenBy(access).selectAll(), page);
      return { items: items.map((row) => sessionOf(row, access)), total };
    },

    /** Ends an open session that the access sees. Says whether there was one. */
    async revoke(id: string, { organizationId }: Access, db: Executor = kysely): Promise<boolean> {
      let ended = db
        .updateTable('console_sessions')
        .set({ revoked_at: clock.now() })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', clock.now());
      if (organizationId !== null) ended = ended.where('organization_id', '=', organizationId);
      return (await ended.executeTakeFirst()).numUpdatedRows > 0n;
    },
  };
}

export type SessionStore = ReturnType<typeof sessionStore>;

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function sessionOf(row: ConsoleSessionsTable, access: Access): ConsoleSession {
  return {
    id: row.id,
    kind: row.kind,
    role: row.role,
    organizationId: row.organization_id,
    userAgent: row.user_agent,
    current: row.id === access.sessionId,
    createdAt: instant(row.created_at),
    lastSeenAt: instant(row.last_seen_at),
    expiresAt: instant(row.expires_at),
  };
}
