import type { Scope } from '@atteny/contract';
import type { components } from '@atteny/contract/public';
import type { OrganizationScope } from './scope.ts';

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
