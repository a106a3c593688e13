import type { ClockAdvance, DisabledEndpoint, PlayedAttempt, WorldClock } from '@atteny/contract/console';
import { consoleDocument, numberAt } from '@atteny/contract/documents';
import { sql } from 'kysely';
import { type Clock, instant } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { DeliveryService } from '../../webhooks/queue/service.ts';
import type { AttemptWritten, EndpointDisabled } from '../../webhooks/notices.ts';
import { clockOf } from '../worlds/world.ts';

export interface AdvanceTools {
  database: Database;
  clock: Clock;
  service: Pick<DeliveryService, 'drain'>;
  /** Subscribes to attempts of this process; returns the end of it. */
  onWritten: (listener: (written: AttemptWritten[]) => void) => () => void;
  /** Told after each step. */
  onMoved: (organizationId: string, clock: WorldClock) => void;
}

/**
 * Puts a world's clock, which is `offsetMs` ahead of real time, forward by `span` milliseconds, from due time to due
 * time: each time whatever is due is attempted and waited for, so that what follows from it has its place in the
 * order. What receivers take comes on top. At `deadline`, real time in milliseconds, it begins nothing more and stops where it is.
 */
export async function advance(
  organizationId: string,
  offsetMs: number,
  span: number,
  deadline: number,
  { database, clock, service, onWritten, onMoved }: AdvanceTools,
): Promise<ClockAdvance> {
  const report = playedReport(organizationId);
  const unsubscribe = onWritten(report.add);
  const goal = offsetMs + span;
  let offset = offsetMs;
  try {
    for (;;) {
      const drained = await service.drain(organizationId, deadline);
      if (!drained || offset >= goal) return report.of(clockOf(offset, clock.now()), drained);
      const due = await nextDue(database, organizationId);
      const wait = due === null ? Infinity : due - clock.now();
      const step = Math.max(0, Math.min(wait, goal - offset));
      if (step === 0) continue;
      offset = await putForward(database, organizationId, step);
      onMoved(organizationId, clockOf(offset, clock.now()));
    }
  } finally {
    unsubscribe();
  }
}

/**
 * Puts a world's clock forward by `step` milliseconds. What waits is kept in real time, so that it moves back by as
 * much; what is under way is real already. Returns the new offset.
 */
async function putForward(database: Database, organizationId: string, step: number): Promise<number> {
  return await inTransaction(database, async (transaction) => {
    await sql`update webhook_deliveries set due_at = due_at - ${step}, wake_at = wake_at - ${step}
      where organization_id = ${organizationId} and status = 'PENDING' and lease is null`.execute(
      transaction,
    );
    const { clock_offset_ms } = await transaction
      .updateTable('organizations')
      .set((of) => ({ clock_offset_ms: of('clock_offset_ms', '+', step) }))
      .where('id', '=', organizationId)
      .returning('clock_offset_ms')
      .executeTakeFirstOrThrow();
    return clock_offset_ms;
  });
}

/** When the next delivery of a world is due, real time; null when none waits. */
async function nextDue({ kysely }: Database, organizationId: string): Promise<number | null> {
  const row = await kysely
    .selectFrom('webhook_deliveries')
    .select('wake_at')
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'PENDING')
    .where('wake_at', 'is not', null)
    .orderBy('wake_at')
    .limit(1)
    .executeTakeFirst();
  return row?.wake_at ?? null;
}

const mostAttempts = numberAt(consoleDocument, 'ClockAdvance', 'properties', 'attempts', 'maxItems');

/** Gathers what an advance does in one organization. */
function playedReport(organizationId: string) {
  const attempts: PlayedAttempt[] = [];
  const endpointsDisabled: DisabledEndpoint[] = [];
  let attemptsTotal = 0;
  return {
    add: (written: AttemptWritten[]): void => {
      for (const one of written) {
        if (one.organizationId !== organizationId) continue;
        attemptsTotal++;
        if (attempts.length < mostAttempts) attempts.push(playedAttemptOf(one));
        if (one.disabled) endpointsDisabled.push(disabledEndpointOf(one.disabled));
      }
    },
    of: (clock: WorldClock, completed: boolean): ClockAdvance => ({
      clock,
      completed,
      attemptsTotal,
      attempts,
      endpointsDisabled,
    }),
  };
}

function playedAttemptOf({
  deliveryId,
  webhookId,
  number,
  startedAt,
  outcome,
}: AttemptWritten): PlayedAttempt {
  return {
    deliveryId,
    webhookId,
    number,
    startedAt: instant(startedAt),
    statusCode: outcome.statusCode,
    error: outcome.error,
  };
}

export function disabledEndpointOf({ webhookId, reason, at }: EndpointDisabled): DisabledEndpoint {
  return { webhookId, reason, disabledAt: instant(at) };
}
