import type { Operation } from '@atteny/contract';
import { bearerToken } from '@atteny/request-reading';
import type { Request } from 'express';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failures.ts';
import { type Access, mayDo, reaches, tokenAccess } from '../organizations/identity.ts';
import { secretLength, type SessionStore } from './store.ts';
import type { TokenCheck } from './token-check.ts';
import { challenge } from '../http/authenticate.ts';
import type { Accessed, Authorized, Found } from '../http/pipeline.ts';

export interface ConsoleAuthenticationDependencies {
  readonly checkToken: TokenCheck;
  readonly sessions: SessionStore;
}

/** Recognizes the console's token, or a session: 401 without either, 403 for a session's request of another origin. */
export function consoleAuthentication({ checkToken, sessions }: ConsoleAuthenticationDependencies) {
  async function accessOf(request: Request): Promise<Access> {
    const token = bearerToken(request.headers.authorization);
    if (token !== undefined) {
      checkToken(token, request.socket.remoteAddress);
      return tokenAccess;
    }
    const secret = sessionSecretOf(request.headers.cookie);
    if (secret === undefined) throw new Refusal('missingToken', challenge);
    const access = await sessions.find(secret);
    if (access === undefined) throw new Refusal('sessionExpired', challenge);
    if (!isFromDashboard(request)) throw new Refusal('crossOrigin');
    return access;
  }

  return async <Op extends Operation>(found: Found<Op>): Promise<Accessed<Op>> => {
    const access = await accessOf(found.request);
    found.exchange.access = access;
    return { ...found, access };
  };
}

/** Judges whose it is, 404, and the role that the operation asks for, 403: what belongs to others does not exist. */
export function consoleAuthorization({ database }: { readonly database: Database }) {
  return async <Op extends Operation>(accessed: Accessed<Op>): Promise<Authorized<Op>> => {
    const { access, operation } = accessed;
    const { organizationId: named, worldId } = accessed.params;
    const organizationId =
      named ?? (worldId === undefined ? undefined : await organizationOf(database, worldId));
    if (organizationId !== undefined && !reaches(access, organizationId)) throw new Refusal('notFound');
    // Of a world that is not there its handler says so, to those who might have seen it.
    const nobodys = worldId !== undefined && organizationId === undefined;
    if (nobodys && access.organizationId !== null) throw new Refusal('notFound');
    if (!mayDo(access, operation.scopes)) throw new Refusal('insufficientRole');
    return { ...accessed, organizationId };
  };
}

async function organizationOf({ kysely }: Database, worldId: string): Promise<string | undefined> {
  const row = await kysely
    .selectFrom('worlds')
    .select('organization_id')
    .where('id', '=', worldId)
    .executeTakeFirst();
  return row?.organization_id;
}

/**
 * A browser says where a request comes from. What strangers ask is refused where it does; a write has to prove itself:
 * by the origin, and by a header that no form can send.
 */
function isFromDashboard({ method, headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (method === 'GET') return true;
  return headers['x-atteny-console'] === '1' && isOwnOrigin(headers.origin, headers.host);
}

/** Whether an Origin header names the host that was asked. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined) return false;
  return origin === `http://${host}` || origin === `https://${host}`;
}

const name = 'atteny_console';
const path = '/console';
const shape = new RegExp(`(?:^|; *)${name}=([A-Za-z0-9]{${secretLength}})(?:;|$)`);

/** The session's secret in a Cookie header. */
export function sessionSecretOf(header: string | undefined): string | undefined {
  return shape.exec(header ?? '')?.[1];
}

/** The Set-Cookie of a session: no script reads it, no other site sends it along. */
export function sessionCookie(secret: string, expiresAt: number, secure: boolean): string {
  const attributes = `Path=${path}; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}`;
  return `${name}=${secret}; ${attributes}${secure ? '; Secure' : ''}`;
}
