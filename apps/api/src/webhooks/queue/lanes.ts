/** How much is under way at once in one process, and when an attempt counts as slow. */
export const laneLimits = {
  /** Attempts that are not slow. */
  fast: 400,
  /** Attempts that are. New attempts of slow endpoints start only below this. */
  slow: 600,
  /** All attempts: sockets and memory of the process. */
  total: 1_000,
  /** Attempts of one endpoint at once: at first, at most, and while it is slow. */
  firstSlots: 2,
  mostSlots: 16,
  slowSlots: 4,
  /** Milliseconds after which an attempt leaves the fast lane. */
  slowAfterMs: 500,
  /** Endpoints whose slots are remembered. */
  remembered: 10_000,
} as const;

interface Endpoint {
  running: number;
  slots: number;
  slow: boolean;
}

export interface RunningAttempt {
  /** The attempt has been running for `slowAfterMs`: it makes room in the fast lane. */
  becameSlow(): void;
  finished(): void;
  /** There was nothing to attempt after all. */
  notNeeded(): void;
}

/**
 * Admission to attempts, so that endpoints that hang hold up nobody else. An attempt starts in the fast lane and is
 * moved to the slow one when it takes long; its endpoint is slow from then on, until an attempt is quick again.
 * An endpoint earns slots one by one with quick attempts, and keeps few of them while slow.
 */
export function createLanes(limits: Record<keyof typeof laneLimits, number> = laneLimits) {
  const endpoints = new Map<string, Endpoint>();
  const lanes = { fast: 0, slow: 0 };

  function endpointOf(webhookId: string): Endpoint {
    let endpoint = endpoints.get(webhookId);
    if (!endpoint) {
      if (endpoints.size >= limits.remembered) forgetIdle();
      endpoint = { running: 0, slots: limits.firstSlots, slow: false };
      endpoints.set(webhookId, endpoint);
    }
    return endpoint;
  }

  function forgetIdle(): void {
    for (const [webhookId, { running }] of endpoints) {
      if (running === 0) endpoints.delete(webhookId);
    }
  }

  return {
    slowAfterMs: limits.slowAfterMs,

    /** How many attempts of an endpoint may start now. */
    room(webhookId: string): number {
      const endpoint = endpoints.get(webhookId) ?? { running: 0, slots: limits.firstSlots, slow: false };
      const lane = endpoint.slow ? limits.slow - lanes.slow : limits.fast - lanes.fast;
      const total = limits.total - lanes.fast - lanes.slow;
      return Math.max(0, Math.min(endpoint.slots - endpoint.running, lane, total));
    },

    start(webhookId: string): RunningAttempt {
      const endpoint = endpointOf(webhookId);
      let lane: keyof typeof lanes = endpoint.slow ? 'slow' : 'fast';
      let quick = true;
      endpoint.running++;
      lanes[lane]++;
      return {
        becameSlow() {
          quick = false;
          lanes[lane]--;
          lane = 'slow';
          lanes[lane]++;
          endpoint.slow = true;
          endpoint.slots = limits.slowSlots;
        },
        notNeeded() {
          endpoint.running--;
          lanes[lane]--;
        },
        finished() {
          endpoint.running--;
          lanes[lane]--;
          if (quick && endpoint.slow) {
            endpoint.slow = false;
            endpoint.slots = limits.firstSlots;
          } else if (quick) {
            endpoint.slots = Math.min(endpoint.slots + 1, limits.mostSlots);
          }
        },
      };
    },

    running: (): number => lanes.fast + lanes.slow,
  };
}

export type Lanes = ReturnType<typeof createLanes>;
