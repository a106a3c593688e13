import { limits } from '@atteny/contract';
import type { PlanTerms, UpdatePlanRequest } from '@atteny/contract/console';

/** How an organization is set up: what a world goes back to when it begins anew. */
export type WorldOrigin = { name: string; plan: PlanTerms };

const sandboxPlan: PlanTerms = {
  name: 'Sandbox',
  hasAPI: true,
  hasWebhooks: true,
  monthlyQuota: null,
  requestsPerMinute: limits.rate.requests,
};

const defaultName = 'Padaria Lua Nova';

/** What a world begins as: the sandbox's plan, but for what is asked for. */
export function originOf({ name, plan }: { name?: string; plan?: UpdatePlanRequest }): WorldOrigin {
  return { name: name ?? defaultName, plan: { ...sandboxPlan, ...plan } };
}

/** How far a world that begins at `startAt` (world time) is ahead of `now` (real time), in milliseconds. */
export function startOffset(startAt: number | null, now: number): number {
  return startAt === null ? 0 : Math.max(0, startAt - now);
}
