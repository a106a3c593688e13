import { outcomeOf, settlingMs } from './sendings.ts';
import type { Delivery, Moment, Receiving, Sending } from './world.ts';

/** Milliseconds between the end of an attempt and the moment when it is written down. */
export const writingMs = 2000;

/** The states that a sending can be in now. */
export function statesOf(sending: Sending, endpoint: Receiving, moment: Moment): Delivery['status'][] {
  if (sending.shown && sending.shown.status !== 'PENDING') return [sending.shown.status];
  if (!endpoint.watched) return ['PENDING', 'SUCCEEDED', 'FAILED'];
  const outcome = outcomeOf(sending);
  if (outcome) {
    const final = outcome.kind === 'succeeded' ? 'SUCCEEDED' : 'FAILED';
    return isFresh(outcome.at, moment) ? ['PENDING', final] : [final];
  }
  if (sending.withdrawn === 'failed') return ['PENDING', 'FAILED'];
  // What was answered while this was asked is told later.
  return endpoint.unsettled.some(({ kind }) => kind !== 'succeeded') ? ['PENDING', 'FAILED'] : ['PENDING'];
}

/** Whether it was answered so lately that it may not be written down yet. */
export const isFresh = (at: number, { sent, settledAt }: Moment): boolean =>
  at > settledAt && sent - at < settlingMs;

/** When a delivery was over, in world time. */
export function completedAt(sending: Sending, moment: Moment): { least: number; most: number } {
  const shown = sending.shown?.completedAt;
  if (typeof shown === 'string') return { least: Date.parse(shown), most: Date.parse(shown) };
  const last = sending.seen.at(-1);
  const from = last?.startedAt === undefined ? 0 : Date.parse(last.startedAt);
  return {
    least: from,
    most: last?.startedAt === undefined ? moment.to : from + (last.answeredAt - last.at) + writingMs,
  };
}
