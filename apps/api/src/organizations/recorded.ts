import type { OrganizationScope, TransactionScope } from './scope.ts';

/** What an entry says of what was changed: its name, or else its address. */
export interface Shown {
  readonly id?: string;
  readonly name?: string | null;
  readonly url?: string;
}

/**
 * Runs a change in a transaction and writes down in the same one who made it, so that neither is kept without the other.
 * `shown` says what was changed; undefined: nothing was, and nothing is written.
 */
export type Recorded = <Result>(
  scope: OrganizationScope,
  change: (inside: TransactionScope) => Promise<Result>,
  shown: (result: Result) => Shown | undefined,
) => Promise<Result>;

/** Only runs the change: nobody asks about it later. */
export const unrecorded: Recorded = (scope, change) => scope.transaction(change);
