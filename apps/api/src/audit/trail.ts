import { consoleDocument, numberAt } from '@atteny/contract/documents';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { afterTheFact, type Recorded, type Reply, type Shown, unrecorded } from '../operation-handler.ts';
import type { Found } from '../http/pipeline.ts';
import { worldScope } from '../organizations/scope.ts';
import { auditStore, type NewAuditEntry } from './store.ts';

export interface AuditDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

/** The trail that one request leaves. */
export interface Trail {
  readonly recorded: Recorded;
  /** Writes down what was not recorded with its change: what is no single transaction, such as a test over the network. */
  close(reply: Reply): Promise<void>;
}

const longestName = numberAt(consoleDocument, 'AuditEntry', 'properties', 'targetName', 'maxLength');

/** Of a request that nobody asks about later. */
export const noTrail: Trail = {
  recorded: unrecorded,
  close: async () => {},
};

/** Writes down who changed what, before the change is answered. Reading, and what was refused, leaves no trace. */
export function auditTrail({ database, clock }: AuditDependencies) {
  return (found: Found, organizationId: string | undefined): Trail => {
    if (found.operation.method === 'get') return noTrail;
    let isRecorded = false;
    return {
      async recorded(scope, change, shown) {
        isRecorded = true;
        return await scope.transaction(async (inside) => {
          const result = await change(inside);
          const about = shown(result);
          if (about !== undefined) await auditStore(inside).add(entryOf(found, about));
          return result;
        });
      },

      async close({ status, body }) {
        if (isRecorded || status >= 300) return;
        const data = dataOf(body);
        const about = organizationId ?? worldIn(data);
        // An organization that the operation has deleted has no log either.
        await afterTheFact(async () => {
          const scope = about === undefined ? undefined : await worldScope(database, clock, about);
          if (scope !== undefined) await auditStore(scope).add(entryOf(found, shownIn(data)));
        });
      },
    };
  };
}

function entryOf({ operation, params, exchange }: Found, { id, name, url }: Shown): NewAuditEntry {
  const { access, caller } = exchange;
  const { organizationId: _organization, worldId: _world, ...within } = params;
  return {
    operationId: operation.operationId,
    actorKind: access?.kind ?? 'KEY',
    actorId: access === undefined ? (caller?.key.keyId ?? null) : access.sessionId,
    targetId: Object.values(within).at(-1) ?? id ?? null,
    targetName: (name ?? url)?.slice(0, longestName) ?? null,
    requestId: exchange.requestId,
  };
}

/** The organization whose world came about. */
function worldIn({ organization }: Record<string, unknown>): string | undefined {
  return isRecord(organization) ? textOf(organization['id']) : undefined;
}

function shownIn(data: Record<string, unknown>): Shown {
  // An address that comes with an expiry is a link that signs in: a secret.
  const address = 'expiresAt' in data ? undefined : data['url'];
  const [id, name, url] = [textOf(data['id']), textOf(data['name']), textOf(address)];
  return { ...(id && { id }), ...(name && { name }), ...(url && { url }) };
}

function dataOf(body: unknown): Record<string, unknown> {
  return isRecord(body) && isRecord(body['data']) ? body['data'] : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
