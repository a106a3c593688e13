import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { KeyDirectory } from '../keys/directory.ts';
import type { KeyIdentity, Organization } from '../organizations/organization.ts';
import { organizationScope } from '../organizations/scope.ts';
import { Refusal } from '../failures.ts';

export interface CredentialsDependencies {
  readonly keys: KeyDirectory;
  readonly database: Database;
  readonly clock: Clock;
}

const bearer = /^Bearer +(\S.*)$/i;

/** Recognizes the key: 401 without a valid one, 503 when the store of keys cannot say. */
export function credentials({ keys, database, clock }: CredentialsDependencies): RequestHandler {
  return async (request, response, next) => {
    const presented = presentedToken(request.headers.authorization);
    if (presented === undefined) throw new Refusal('missingKey', challenge);
    const key = await find(keys, presented);
    if (key === null) throw new Refusal('invalidKey', challenge);
    const { exchange } = request;
    exchange.key = key;
    exchange.organization = organizationOf(key, database, clock);
    response.setHeader('Date', new Date(exchange.organization.scope.now()).toUTCString());
    next();
  };
}

/** The token of an Authorization header with the Bearer scheme. */
export function presentedToken(header: string | undefined): string | undefined {
  return bearer.exec(header ?? '')?.[1]?.trim();
}

const challenge = { headers: { 'WWW-Authenticate': 'Bearer' } };

async function find(keys: KeyDirectory, presented: string): Promise<KeyIdentity | null> {
  try {
    return await keys.find(presented);
  } catch (cause) {
    throw new Refusal('serviceUnavailable', { cause });
  }
}

function organizationOf(key: KeyIdentity, database: Database, clock: Clock): Organization {
  const { id, name, slug, plan, monthlyQuota, clockOffset } = key.organization;
  const scope = organizationScope(database, id, () => clock.now() + clockOffset);
  return { id, name, slug, plan, monthlyQuota, scope };
}
