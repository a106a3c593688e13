import type { Operation } from '@atteny/contract';
import { Refusal } from '../failures.ts';
import type { Counters } from '../limits/counters.ts';
import type { Admitted, Authenticated } from './exchange.ts';
import { takeRate } from './count-request.ts';

/** Lets a caller through by plan (403), rate limit (429) and scope (403), in this order. */
export function admission(counters: Counters) {
  return async <Op extends Operation>(authenticated: Authenticated<Op>): Promise<Admitted<Op>> => {
    demandPlan(authenticated);
    const window = await takeRate(counters, authenticated);
    demandScopes(authenticated);
    return { ...authenticated, window };
  };
}

interface PlanBound {
  readonly operation: Operation;
  readonly caller: Pick<Authenticated['caller'], 'organization'>;
}

/** The plan has to include the API, and the feature that the operation needs of it (`x-atteny-feature`). */
export function demandPlan({ operation: { feature }, caller }: PlanBound): void {
  const { hasAPI, ...features } = caller.organization.plan;
  const included: Readonly<Record<string, unknown>> = features;
  if (!hasAPI || (feature !== null && included[feature] !== true)) throw new Refusal('featureDisabled');
}

/** The key has to have every scope that the contract asks for. */
function demandScopes({ operation, caller }: Authenticated): void {
  const held: readonly string[] = caller.key.scopes;
  for (const needed of operation.scopes) {
    if (!held.includes(needed)) throw new Refusal('insufficientScope');
  }
}
