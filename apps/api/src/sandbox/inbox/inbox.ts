import { consoleLimits } from '@atteny/contract';
import type { InboxAnswer, InboxDelivery } from '@atteny/contract/console';
import type { Clock } from '../../clock.ts';
import { newId } from '../../ids.ts';

interface Inbox {
  answer: InboxAnswer;
  arrived: InboxDelivery[];
}

/** A receiver for each world, kept in memory: what arrived, newest first, and how the next delivery is answered. */
export function createInboxes(clock: Clock) {
  const inboxes = new Map<string, Inbox>();

  function inboxOf(worldId: string): Inbox {
    let inbox = inboxes.get(worldId);
    if (inbox === undefined) {
      inbox = { answer: 'OK', arrived: [] };
      inboxes.set(worldId, inbox);
    }
    return inbox;
  }

  return {
    answerOf: (worldId: string): InboxAnswer => inboxOf(worldId).answer,

    /** Chooses how what comes is answered. */
    choose(worldId: string, answer: InboxAnswer): void {
      inboxOf(worldId).answer = answer;
    },

    /** Keeps what arrived and says how to answer it. */
    take(worldId: string, headers: InboxDelivery['headers'], body: string): InboxAnswer {
      const inbox = inboxOf(worldId);
      const receivedAt = new Date(clock.now()).toISOString();
      inbox.arrived.unshift({ id: newId('inb'), receivedAt, headers, body, answer: inbox.answer });
      inbox.arrived.length = Math.min(inbox.arrived.length, consoleLimits.inboxDeliveries);
      return inbox.answer;
    },

    arrived: (worldId: string): readonly InboxDelivery[] => inboxOf(worldId).arrived,

    /** Forgets what arrived, and says how much it was. */
    empty(worldId: string): number {
      return inboxOf(worldId).arrived.splice(0).length;
    },
  };
}

export type Inboxes = ReturnType<typeof createInboxes>;
