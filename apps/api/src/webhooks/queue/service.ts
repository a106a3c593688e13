import { delivery as contract } from '@atteny/contract';
import type { Interference } from '../deliveries/attempt.ts';
import type { Emit } from '../../events/event.ts';
import type { GuardedClient } from '../guarded-request/guarded-client.ts';
import type { AttemptWritten, DeliveriesCreated, Notices } from '../notices.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { createOutbox } from '../deliveries/outbox.ts';
import { createAlarm, releaseAllLeases } from './alarm.ts';
import { createBatch } from './batch.ts';
import { settle, type Settled, type Settlement } from './settle.ts';
import { createDispatcher } from './dispatcher.ts';
import { createHistory } from './history.ts';
import { createLanes, type laneLimits } from './lanes.ts';
import { sql } from 'kysely';
import { type Clock, dayMs } from '../../clock.ts';
import type { Database } from '../../db/database.ts';

export interface DeliveryServiceOptions {
  database: Database;
  clock: Clock;
  guardedClient: GuardedClient;
  box: SecretBox;
  /** Numbers from 0 up to 1, for jitter. */
  random: () => number;
  onError: (error: unknown) => void;
  keepsRequests: boolean;
  /** How many days a delivery that is over stays; the contract's unless it is given. */
  keepDeliveriesDays?: number;
  interference?: Interference;
  notices?: Notices;
  limits?: Record<keyof typeof laneLimits, number>;
}

export interface DeliveryService {
  /** Writes events and their deliveries in the transaction of their cause. */
  emit: Emit;
  /** Begins to deliver what waits. */
  start(): Promise<void>;
  /** Claims nothing more, and waits for the attempts under way. */
  stop(): Promise<void>;
  /** Sends what was just committed. */
  onCreated: (created: DeliveriesCreated) => void;
  /** These endpoints have something due. */
  wake: (webhookIds: string[]) => void;
  /**
   * Delivers what is due for an organization; resolves with true when nothing of it is due or under way, with false
   * at `deadline`, real time in milliseconds.
   */
  drain: (organizationId: string, deadline?: number) => Promise<boolean>;
  /** From now on the deadline of whoever waits has passed: the server is about to end, and has to answer them before. */
  hurry: () => void;
}

/** Several processes share a PostgreSQL; the embedded database has one, which knows of everything itself. */
const pollMs = { postgres: 1_000, sqlite: 5_000 } as const;
const settlementsAtOnce = 200;
/** PostgreSQL is asked from afar: a write of one or two outcomes costs it and this process more than the wait. */
const gatherMs = { postgres: 5, sqlite: 0 } as const;

/** The sender: outbox, alarm and dispatcher over one database. */
export function createDeliveryService(options: DeliveryServiceOptions): DeliveryService {
  const { database, clock, onError, notices = {} } = options;
  const written = new Set<() => void>();
  const ending = new AbortController();

  const batch = createBatch<Settlement>(
    async (settlements) => {
      const done = await settle(database, settlements);
      for (const { verdict } of done) if (verdict.kind === 'retry') alarm.setFor(verdict.dueAt);
      if (done.length > 0) notices.written?.(done.map(noticeOf));
      for (const tell of written) tell();
    },
    { maximum: settlementsAtOnce, gatherMs: gatherMs[database.dialect] },
  );
  const lanes = createLanes(options.limits);
  const dispatcher = createDispatcher({ ...options, lanes, settle: batch.add });
  const alarm = createAlarm({
    database,
    clock,
    onDue: dispatcher.wake,
    onError,
    pollMs: pollMs[database.dialect],
  });

  const keepDays = options.keepDeliveriesDays ?? contract.retentionDays;
  const history = createHistory({ database, clock, keepMs: keepDays * dayMs, onError });

  function onCreated(created: DeliveriesCreated): void {
    dispatcher.wake(created.webhookIds);
    notices.created?.(created);
  }

  return {
    emit: createOutbox({ clock, onCreated, reserve: dispatcher.reserve }),
    onCreated,
    wake: dispatcher.wake,
    drain: createDrain({ database, clock, wake: dispatcher.wake, written, ending: ending.signal }),
    hurry: () => ending.abort(),
    async start() {
      if (database.dialect === 'sqlite') await releaseAllLeases(database);
      dispatcher.begin();
      alarm.setFor(clock.now());
      history.start();
    },
    async stop() {
      await history.stop();
      await alarm.stop();
      await dispatcher.stop();
    },
  };
}

function noticeOf({ claim, outcome, startedAt, disabled }: Settled): AttemptWritten {
  const { delivery, clockOffsetMs } = claim;
  return {
    organizationId: delivery.organization_id,
    webhookId: delivery.webhook_id,
    deliveryId: delivery.id,
    number: delivery.attempts_made + 1,
    startedAt: startedAt + clockOffsetMs,
    outcome,
    disabled,
  };
}

interface DrainOptions {
  database: Database;
  clock: Clock;
  wake: (webhookIds: string[]) => void;
  /** Callbacks for every write of attempts in this process. */
  written: Set<() => void>;
  ending: AbortSignal;
}

/** How long to wait before looking at what another process has under way. */
const lookAgainMs = 50;

/**
 * Delivers what is due for one organization and waits until nothing of it is due or under way, or until `deadline`
 * (real time in milliseconds). Says whether it got that far.
 */
function createDrain({ database, clock, wake, written, ending }: DrainOptions) {
  return async (organizationId: string, deadline = Infinity): Promise<boolean> => {
    for (;;) {
      const { rows } = await sql<{ webhook_id: string }>`
        select distinct webhook_id from webhook_deliveries
        where organization_id = ${organizationId} and status = 'PENDING' and wake_at is not null
          and (lease is not null or wake_at <= ${clock.now()})`.execute(database.kysely);
      if (rows.length === 0) return true;
      if (ending.aborted || clock.now() >= deadline) return false;
      const change = nextWrite(written);
      wake(rows.map((row) => row.webhook_id));
      await change;
    }
  };
}

async function nextWrite(written: Set<() => void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const tell = () => {
      clearTimeout(timer);
      written.delete(tell);
      resolve();
    };
    const timer = setTimeout(tell, lookAgainMs);
    written.add(tell);
  });
}
