import type { FaultPlan, FaultPlanState } from '@atteny/contract/console';
import { type Candidate, type Fault, runPlan, type RunningPlan } from './plan.ts';

/** The plans in force, by organization. They live as long as this process, as a sandbox's faults should. */
export interface FaultPlans {
  apply(organizationId: string, plan: FaultPlan): FaultPlanState;
  state(organizationId: string): FaultPlanState;
  clear(organizationId: string): void;
  next(organizationId: string, candidate: Candidate): Fault | undefined;
  /** Whether an organization has a plan. */
  concern(organizationId: string): boolean;
}

export function createFaultPlans(): FaultPlans {
  const running = new Map<string, RunningPlan>();
  const state = (id: string): FaultPlanState => running.get(id)?.state() ?? { seed: null, rules: [] };
  return {
    apply(id, plan) {
      running.set(id, runPlan(plan));
      return state(id);
    },
    state,
    clear: (id) => void running.delete(id),
    next: (id, candidate) => running.get(id)?.next(candidate),
    concern: (id) => running.has(id),
  };
}
