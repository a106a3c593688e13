import { setTimeout as sleep } from 'node:timers/promises';
import { hourMs } from '../../clock.ts';
import type { Interference } from '../../webhooks/deliveries/attempt.ts';
import { newSecret } from '../../webhooks/secrets/endpoint-secrets.ts';
import type { FaultPlans } from './fault-plans.ts';

/** Far beyond what a receiver accepts. */
const staleMs = hourMs;
const longestHoldMs = 5_000;

/** Does to an attempt what its world's plan has for it. */
export function deliveryFaults(plans: FaultPlans): Interference {
  /** By endpoint: lets the attempt go that is held until another has been sent. */
  const held = new Map<string, () => void>();
  return async ({ endpoint, event, attempt }, send) => {
    const fault = plans.next(endpoint.organization_id, { on: 'DELIVERY', event, attempt });
    const key = `${endpoint.organization_id}/${endpoint.id}`;
    const sent = async (...changes: Parameters<typeof send>) => {
      const done = await send(...changes);
      if (fault?.rule.effect !== 'REORDER') held.get(key)?.();
      return { ...done, ...(fault && { fault: fault.mark }) };
    };
    if (!fault) return sent();
    switch (fault.rule.effect) {
      case 'DELAY':
        await sleep(fault.rule.milliseconds);
        return sent();
      case 'DUPLICATE':
        await send();
        return sent();
      case 'REORDER':
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, longestHoldMs);
          held.set(key, () => {
            clearTimeout(timer);
            resolve();
          });
        });
        held.delete(key);
        return sent();
      case 'DROP':
        return sent({ drop: true });
      case 'TAMPERED':
        return sent({ tamper: (body) => body.replace(/\}$/, ',"tampered":true}') });
      case 'WRONG_SECRET':
        return sent({ secret: newSecret() });
      case 'STALE':
        return sent({ timestampShiftMs: -staleMs });
      case 'UNKNOWN_EVENT':
        return sent({ event: 'event.unknown' });
      // A plan with these on deliveries is refused.
      case 'STATUS':
      case 'CUT_BEFORE':
      case 'CUT_AFTER':
      case 'TRUNCATED':
      case 'EMPTY':
      case 'HTML':
      default:
        return sent();
    }
  };
}
