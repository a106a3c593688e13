import type { ConsoleRole, Scope } from '@atteny/contract';
import type { components } from '@atteny/contract/public';
import type { OrganizationScope } from './scope.ts';
import type { AuditActorKind } from '@atteny/contract/console';

/** The organization on whose behalf a handler works. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly plan: KeyIdentity['organization']['plan'];
  /** Requests a month; null: unlimited. */
  readonly monthlyQuota: number | null;
  /** The way to its stores. */
  readonly scope: OrganizationScope;
}

export type Plan = components['schemas']['Plan'];

/** What a valid key stands for. */
export interface KeyIdentity {
  readonly keyId: string;
  readonly name: string;
  /** The part that may be shown, such as `sk_live_Qm7T`. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  /** Requests a minute. */
  readonly rateLimit: number;
  /** World time in milliseconds from which the key is no longer valid. */
  readonly expiresAt: number | null;
  readonly organization: {
    readonly id: string;
    readonly name: string;
    readonly slug: string;
    readonly plan: Plan;
    /** Requests a month; null: unlimited. */
    readonly monthlyQuota: number | null;
    /** World time minus real time, in milliseconds. */
    readonly clockOffset: number;
  };
}

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
