import type { ConsoleRole } from '@atteny/contract';
import type { AuditActorKind } from '@atteny/contract/console';

/** On whose behalf the console is asked, and how far that goes. */
export interface Access {
  readonly kind: Exclude<AuditActorKind, 'KEY'>;
  readonly role: ConsoleRole;
  /** The one organization that exists for it; null: all of them. */
  readonly organizationId: string | null;
  /** Null for whoever has the console's token. */
  readonly sessionId: string | null;
}

/** The console's token opens everything. */
export const tokenAccess: Access = { kind: 'TOKEN', role: 'operator', organizationId: null, sessionId: null };

const ranks: Record<ConsoleRole, number> = { view: 1, manage: 2, operator: 3 };

/** Whether an access may do what asks for one of these roles. */
export function mayDo({ role }: Access, asked: readonly string[]): boolean {
  return asked.some((one) => ranks[role] >= (ranks[one as ConsoleRole] ?? Infinity));
}

/** Whether an organization exists for an access. */
export function reaches({ organizationId }: Access, asked: string): boolean {
  return organizationId === null || organizationId === asked;
}
