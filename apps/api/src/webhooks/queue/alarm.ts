import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { anyDue, endpointsWithDue, nextWake } from './waiting.ts';

export type AlarmOptions = {
  database: Database;
  clock: Clock;
  /** Told of endpoints that have a delivery due. */
  onDue: (webhookIds: string[]) => void;
  onError: (error: unknown) => void;
  /** The longest sleep, in milliseconds: how late another process's delivery is found when that process is gone. */
  pollMs: number;
};

const leastSleepMs = 5;
const afterFailureMs = 1_000;

/** Sleeps until the next delivery is due, and looks now and then for what other processes left behind. */
export function createAlarm({ database, clock, onDue, onError, pollMs }: AlarmOptions) {
  let timer: NodeJS.Timeout | null = null;
  let ringsAt = Infinity;
  let ringing: Promise<void> | null = null;
  let stopped = false;

  async function ring(): Promise<void> {
    const now = clock.now();
    if (await anyDue(database, now)) onDue(await endpointsWithDue(database, now));
    const next = await nextWake(database, now);
    setFor(Math.min(next ?? Infinity, clock.now() + pollMs));
  }

  function setFor(at: number): void {
    if (stopped || at >= ringsAt) return;
    ringsAt = at;
    if (timer) clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = null;
        ringsAt = Infinity;
        ringing = ring().catch((error: unknown) => {
          onError(error);
          setFor(clock.now() + afterFailureMs);
        });
      },
      Math.max(leastSleepMs, at - clock.now()),
    );
    timer.unref();
  }

  return {
    /** Something will be due at `at`, real time. */
    setFor,
    async stop(): Promise<void> {
      stopped = true;
      if (timer) clearTimeout(timer);
      await ringing;
    },
  };
}
