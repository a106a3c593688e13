import type { KeyIdentity } from './identity.ts';
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
