import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { outsideTimeBudget } from '../../db/time-budget.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Claim, Reservation } from '../deliveries/claim.ts';
import { type AttemptTools, sendAttempt } from '../deliveries/attempt.ts';
import { verdictOf } from '../deliveries/verdict.ts';
import { withdrawIfDisabled } from '../endpoints/status.ts';
import { claimDue, type ClaimRequest } from './claims.ts';
import type { Lanes, RunningAttempt } from './lanes.ts';
import { createReservations } from './reservations.ts';
import type { Settlement } from './settle.ts';

export type DispatcherOptions = AttemptTools & {
  database: Database;
  lanes: Lanes;
  clock: Clock;
  /** Takes what has to be written down; resolves when it is. */
  settle: (settlement: Settlement) => Promise<void>;
  onError: (error: unknown) => void;
};

interface Asked extends ClaimRequest {
  readonly room: RunningAttempt[];
}

/** Claims for one pass: enough to keep busy, few enough to keep its transaction short. */
const endpointsPerPass = 32;

/**
 * Turns endpoints that may have something due into attempts, as far as the lanes have room.
 * It asks the database about these endpoints alone, and stops asking when one has no more.
 */
export function createDispatcher(options: DispatcherOptions) {
  const { database, lanes, clock } = options;
  const ready = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let pass: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const reservations = createReservations({
    lanes,
    // What waits longer goes first.
    isFree: (webhookId) => !ready.has(webhookId),
    start,
    onRoom: dispatch,
  });

  /** With the room that is kept for what they find: nothing that is written meanwhile takes it. */
  function requests(): Asked[] {
    const found: Asked[] = [];
    if (stopped) return found;
    for (const webhookId of ready) {
      const limit = lanes.room(webhookId);
      if (limit === 0) continue;
      found.push({ webhookId, limit, room: Array.from({ length: limit }, () => lanes.start(webhookId)) });
      if (found.length === endpointsPerPass) break;
    }
    return found;
  }

  async function claimAndStart(): Promise<void> {
    for (let asked = requests(); asked.length > 0; asked = requests()) {
      // Taken out before the question: who is woken meanwhile is asked about once more.
      for (const { webhookId } of asked) ready.delete(webhookId);
      try {
        const claims = await claimDue(database, asked, clock.now());
        const room = new Map(asked.map((each) => [each.webhookId, each.room]));
        for (const claim of claims) {
          const reserved = room.get(claim.delivery.webhook_id)?.pop();
          if (reserved !== undefined) start(claim, reserved);
        }
        for (const { webhookId, room: left } of asked) if (left.length === 0) ready.add(webhookId);
      } finally {
        for (const { room } of asked) for (const left of room) left.notNeeded();
      }
    }
  }

  /** `reserved` is the room that was kept for it. */
  function start(claim: Claim, reserved: RunningAttempt): void {
    reservations.remember(claim.delivery);
    const run = runClaim(claim, reserved)
      .catch(options.onError)
      .finally(() => {
        underWay.delete(run);
        dispatch();
      });
    underWay.add(run);
  }

  async function runClaim(claim: Claim, runningAttempt: RunningAttempt): Promise<void> {
    if (!isDeliverable(claim)) {
      runningAttempt.notNeeded();
      await withdraw(database, claim, clock.now());
      return;
    }
    const slow = setTimeout(() => {
      runningAttempt.becameSlow();
      dispatch();
    }, lanes.slowAfterMs);
    try {
      const settlement = await attempt(claim, options);
      clearTimeout(slow);
      await options.settle(settlement);
    } finally {
      clearTimeout(slow);
      runningAttempt.finished();
    }
  }

  function dispatch(): void {
    if (stopped || ready.size === 0) return;
    if (pass) {
      again = true;
      return;
    }
    pass = claimAndStart()
      .catch(options.onError)
      .finally(() => {
        pass = null;
        if (again) {
          again = false;
          dispatch();
        }
      });
  }

  return {
    /** Room for what is about to be written for an organization, as far as there is some. */
    reserve: (organizationId: string): Reservation => reservations.reserve(organizationId),

    /** Nothing is attempted before. */
    begin(): void {
      reservations.open();
    },

    /** These endpoints may have something due. */
    wake: (webhookIds: Iterable<string>): void => {
      for (const webhookId of webhookIds) ready.add(webhookId);
      outsideTimeBudget(dispatch);
    },

    /** Claims nothing more, and waits for what is under way. */
    async stop(): Promise<void> {
      stopped = true;
      reservations.close();
      await pass;
      await Promise.allSettled(underWay);
    },
  };
}

/** Makes one attempt of a claimed delivery and judges it. Rejects only when a secret cannot be read. */
async function attempt(claim: Claim, tools: AttemptTools): Promise<Settlement> {
  const { delivery, endpoint, body, clockOffsetMs } = claim;
  const request = {
    endpoint,
    event: delivery.event,
    eventId: delivery.event_id,
    deliveryId: delivery.id,
    attempt: delivery.attempts_made + 1,
    body,
    clockOffsetMs,
  };
  const sent = await sendAttempt(request, tools);
  const verdict = verdictOf(sent.outcome, delivery.attempts_made + 1, sent.endedAt, tools.random);
  return { claim, verdict, ...sent };
}

/** Whether a claimed delivery may be attempted: its endpoint is enabled and its plan has webhooks. */
function isDeliverable(claim: Claim): boolean {
  return claim.hasWebhooks && claim.endpoint.status === 'ENABLED';
}

/** Gives back a claim that may not be attempted. Without webhooks in the plan it has failed. `now` is real time. */
async function withdraw(database: Database, claim: Claim, now: number): Promise<void> {
  const { organization_id, id, webhook_id } = claim.delivery;
  const at = now + claim.clockOffsetMs;
  await inTransaction(database, async (transaction) => {
    await transaction
      .updateTable('webhook_deliveries')
      .set(
        claim.hasWebhooks
          ? { lease: null }
          : { lease: null, status: 'FAILED', due_at: null, wake_at: null, completed_at: at },
      )
      .where('organization_id', '=', organization_id)
      .where('id', '=', id)
      .where('lease', '=', claim.lease)
      .execute();
    await withdrawIfDisabled(transaction, { organizationId: organization_id, webhookId: webhook_id }, at);
  });
}
