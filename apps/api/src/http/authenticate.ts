import type { Operation } from '@atteny/contract';
import { bearerToken } from '@atteny/request-reading';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failures.ts';
import type { KeyDirectory } from '../keys/directory.ts';
import type { KeyIdentity, Organization } from '../organizations/identity.ts';
import { organizationScope } from '../organizations/scope.ts';
import type { Authenticated, Found } from './pipeline.ts';

export interface AuthenticationDependencies {
  readonly keys: KeyDirectory;
  readonly database: Database;
  readonly clock: Clock;
}

/** What goes with every 401. */
export const challenge = { headers: { 'WWW-Authenticate': 'Bearer' } };

/** Recognizes the key: 401 without a valid one, 503 when the store of keys cannot say. */
export function authentication({ keys, database, clock }: AuthenticationDependencies) {
  return async <Op extends Operation>(found: Found<Op>): Promise<Authenticated<Op>> => {
    const { request, response, exchange } = found;
    const presented = bearerToken(request.headers.authorization);
    if (presented === undefined) throw new Refusal('missingKey', challenge);
    const key = await find(keys, presented);
    if (key === null) throw new Refusal('invalidKey', challenge);
    const caller = { key, organization: organizationOf(key, database, clock) };
    exchange.caller = caller;
    response.setHeader('Date', new Date(caller.organization.scope.now()).toUTCString());
    return { ...found, caller };
  };
}

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
