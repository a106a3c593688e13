import { randomUUID } from 'node:crypto';
import type { Claim, Reservation } from '../deliveries/claim.ts';
import { type Lanes, laneLimits, type RunningAttempt } from './lanes.ts';

export interface ReservationsOptions {
  lanes: Lanes;
  /** Whether nothing else waits for the endpoint. */
  isFree: (webhookId: string) => boolean;
  start: (claim: Claim, reserved: RunningAttempt) => void;
  /** Told when there is room again that was kept for nothing. */
  onRoom: () => void;
}

/**
 * Room that is kept for deliveries while they are written, so that they are claimed with that and need no claim of their own.
 * Which endpoints an organization has is known from what was attempted for it: its first delivery is claimed like any other.
 */
export function createReservations({ lanes, isFree, start, onRoom }: ReservationsOptions) {
  const endpoints = new Map<string, Set<string>>();
  // Each delivery is written once: one lease is enough to tell this process from others.
  const lease = randomUUID();
  let isOpen = false;

  function roomFor(organizationId: string): Map<string, RunningAttempt> {
    const room = new Map<string, RunningAttempt>();
    if (!isOpen) return room;
    for (const webhookId of endpoints.get(organizationId) ?? []) {
      if (isFree(webhookId) && lanes.room(webhookId) > 0) room.set(webhookId, lanes.start(webhookId));
    }
    return room;
  }

  return {
    open: (): void => void (isOpen = true),
    close: (): void => void (isOpen = false),

    remember({ organization_id, webhook_id }: Claim['delivery']): void {
      if (endpoints.size >= laneLimits.remembered) endpoints.clear();
      const known = endpoints.get(organization_id);
      if (known === undefined) endpoints.set(organization_id, new Set([webhook_id]));
      else known.add(webhook_id);
    },

    reserve(organizationId: string): Reservation {
      const room = roomFor(organizationId);
      const giveBack = (): void => {
        if (room.size === 0) return;
        for (const attempt of room.values()) attempt.notNeeded();
        room.clear();
        onRoom();
      };
      return {
        lease,
        get webhookIds() {
          return new Set(room.keys());
        },
        take(claims) {
          for (const claim of claims) {
            const reserved = room.get(claim.delivery.webhook_id);
            if (reserved === undefined) continue;
            room.delete(claim.delivery.webhook_id);
            start(claim, reserved);
          }
          // An endpoint that no longer takes part is forgotten.
          for (const webhookId of room.keys()) endpoints.get(organizationId)?.delete(webhookId);
          giveBack();
        },
        giveBack,
      };
    },
  };
}
