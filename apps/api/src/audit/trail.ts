import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Reply } from '../handler.ts';
import type { Found } from '../http/exchange.ts';
import { worldScope } from '../organizations/scope.ts';
import { auditStore, type NewAuditEntry } from './store.ts';

export interface AuditDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

const longestName = 2_048;

/** Writes down who changed what, before the change is answered. Reading, and what was refused, leaves no trace. */
export function auditTrail({ database, clock }: AuditDependencies) {
  return async (found: Found, organizationId: string | undefined, { status, body }: Reply): Promise<void> => {
    if (found.operation.method === 'get' || status >= 300) return;
    const data = dataOf(body);
    const about = organizationId ?? organizationIn(found, data);
    // An organization that the operation has deleted has no log either.
    const scope = about === undefined ? undefined : await worldScope(database, clock, about);
    if (scope !== undefined) await auditStore(scope).add(entryOf(found, data));
  };
}

/** The organization that came about, or whose world did. */
function organizationIn({ operation }: Found, data: Record<string, unknown>): string | undefined {
  const made = operation.operationId === 'createOrganization' ? data : data['organization'];
  return isRecord(made) && typeof made['id'] === 'string' ? made['id'] : undefined;
}

function entryOf({ operation, params, exchange }: Found, data: Record<string, unknown>): NewAuditEntry {
  const { access, caller } = exchange;
  const { organizationId: _organization, worldId: _world, ...within } = params;
  const id = typeof data['id'] === 'string' ? data['id'] : null;
  // An address that comes with an expiry is a link that signs in: a secret.
  const name = data['name'] ?? ('expiresAt' in data ? null : data['url']);
  return {
    operationId: operation.operationId,
    actorKind: access?.kind ?? 'KEY',
    actorId: access === undefined ? (caller?.key.keyId ?? null) : access.sessionId,
    targetId: Object.values(within).at(-1) ?? id,
    targetName: typeof name === 'string' ? name.slice(0, longestName) : null,
    requestId: exchange.requestId,
  };
}

function dataOf(body: unknown): Record<string, unknown> {
  return isRecord(body) && isRecord(body['data']) ? body['data'] : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
