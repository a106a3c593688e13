import type { Operation } from '@atteny/contract';
import { isWhole } from '@atteny/request-reading';
import { Refusal } from '../failures.ts';
import { type Counters, windowAt } from '../limits/counters.ts';
import { takeRate, takeRateAndQuota } from './count-request.ts';
import type { Admitted, Authenticated, Validated } from './pipeline.ts';

export interface AdmissionDependencies {
  readonly counters: Counters;
  /** Holds what a request says against the contract: 415, 413, 404 for an identifier, 400. */
  readonly validate: <Stage extends Admitted>(stage: Stage) => Promise<Validated<Stage>>;
  /** Whether something may yet befall a request between its validation and the charge. */
  readonly mayBefall: (authenticated: Authenticated) => boolean;
}

/** Larger bodies cost more than a statement: they are validated once they are counted. */
const smallBytes = 4_096;
/** Keys over their limit that are remembered. */
const mostFull = 10_000;

/** Lets a request through by plan (403), rate limit (429), scope (403) and what it says, in this order. */
export function admission({ counters, validate, mayBefall }: AdmissionDependencies) {
  /** Keys that were over their limit, and in which window: nothing more of theirs is validated before it is over. */
  const full = new Map<string, number>();
  return async <Op extends Operation>(authenticated: Authenticated<Op>): Promise<Validated<Admitted<Op>>> => {
    demandPlan(authenticated);
    const { key, organization } = authenticated.caller;
    const window = windowAt(organization.scope.now());
    if (full.get(key.keyId) === window || !saysAllAtOnce(authenticated) || mayBefall(authenticated)) {
      await takeRate(counters, authenticated);
      demandScopes(authenticated);
      return await validate({ ...authenticated, charged: false });
    }
    // Nothing of it has to be waited for: it is validated first, so that minute and month can be counted together. Who is
    // over the limit is told that all the same, and what is refused is not charged.
    const [judged] = await Promise.allSettled([validatedAhead(authenticated)]);
    try {
      await (judged.status === 'fulfilled' ? takeRateAndQuota : takeRate)(counters, authenticated);
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.failure === 'rateLimitExceeded') remember(key.keyId, window);
      throw refusal;
    }
    if (judged.status === 'rejected') throw judged.reason;
    return judged.value;
  };

  async function validatedAhead<Op extends Operation>(
    authenticated: Authenticated<Op>,
  ): Promise<Validated<Admitted<Op>>> {
    demandScopes(authenticated);
    return await validate({ ...authenticated, charged: true });
  }

  function remember(keyId: string, window: number): void {
    if (full.size === mostFull) full.clear();
    full.set(keyId, window);
  }
}

/** It has come whole, and has no key under which it may have been answered before. */
function saysAllAtOnce({ operation, request }: Authenticated): boolean {
  const mayRepeat = operation.idempotent && request.headers['idempotency-key'] !== undefined;
  return !mayRepeat && (operation.body === 'none' || isWhole(request, smallBytes));
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
