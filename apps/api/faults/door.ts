import type { Door } from '../src/webhooks/guarded-request/guarded-client.ts';
import type { Fault } from './fault.ts';

/** A door that commits the fault that is switched on; what it does not send counts as delivered. */
export function faultyDoor(door: Door, current: () => Fault | undefined): Door {
  const attempts = new Map<string, number>();
  return {
    refusalOf: (url) => door.refusalOf(url),
    async send(shipment) {
      const id =
        Object.entries(shipment.headers).find(([name]) => name.toLowerCase() === 'x-atteny-delivery')?.[1] ??
        '';
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      const shipments = current()?.shipment?.(shipment, attempt) ?? [shipment];
      let outcome = {
        durationMs: 1,
        statusCode: 200 as number | null,
        error: null,
        responseBody: null,
        retryAfter: null,
      } as Awaited<ReturnType<Door['send']>>;
      for (const each of shipments) outcome = await door.send(each);
      return outcome;
    },
  };
}
