import { delivery as promised } from '@atteny/contract';
import { isFresh, writingMs } from './delivery-state.ts';
import { waitAfter } from './sendings.ts';
import { shown as text } from './shown.ts';
import { instant, isInstant, isRecord, mismatches, Unknown, within, type Mismatch } from './template.ts';
import type { Attempt, Delivery, Moment, Receiving, Seen, Sending, World } from './world.ts';

const timeoutMs = promised.timeoutSeconds * 1000;

/** The attempts that a delivery shows: those that its receiver saw, unchanged once shown, and at their time. */
export function mismatchesOfAttempts(
  value: unknown,
  { seen, shown, wasSuspended = false }: Sending,
  endpoint: Receiving,
  moment: Moment,
  world: World,
): Mismatch[] {
  if (!Array.isArray(value)) return [{ place: '', message: 'is no list' }];
  const list = value as unknown[];
  const found: Mismatch[] = [];
  const least = Math.max(
    shown?.attempts.length ?? 0,
    endpoint.watched ? seen.filter(({ answeredAt }) => !isFresh(answeredAt, moment)).length : 0,
  );
  const most = endpoint.watched ? Math.max(least, seen.length) : Infinity;
  if (list.length < least || list.length > most) {
    found.push({
      place: '',
      message: `${list.length} attempts instead of ${least === most ? least : `${least} to ${most}`}`,
    });
  }
  for (const [index, attempt] of list.entries()) {
    const before = shown?.attempts[index];
    const template = before ?? attemptTemplate(index, seen[index], endpoint, moment, world);
    found.push(...mismatches(template, attempt, `/${index}`));
    const [previous, here] = [list[index - 1], attempt] as [Attempt | undefined, Attempt];
    if (previous && isRecord(here) && typeof here.startedAt === 'string') {
      found.push(...waited(index, previous, here, seen[index - 1], wasSuspended));
    }
  }
  return found;
}

function waited(
  index: number,
  before: Attempt,
  here: Attempt,
  seen: Seen | undefined,
  isLate: boolean,
): Mismatch[] {
  const { least, most } = waitAfter(index, seen ?? { retryAfter: null });
  const wait = Date.parse(here.startedAt) - Date.parse(before.startedAt) - before.durationMs;
  return wait >= least - 25 && (isLate || wait <= most + writingMs)
    ? []
    : [
        {
          place: `/${index}/startedAt`,
          message: `came ${wait} ms after the attempt before instead of ${Math.round(least)} to ${Math.round(most)}`,
          rule: 'attempts keep the schedule',
        },
      ];
}

function attemptTemplate(
  index: number,
  seen: Seen | undefined,
  endpoint: Receiving,
  moment: Moment,
  world: World,
): unknown {
  const took = seen ? seen.answeredAt - seen.at : 0;
  const count = (least: number, most: number): Unknown =>
    new Unknown(
      (value) =>
        Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
          ? undefined
          : `${text(value)} is not from ${least} to ${most}`,
      least,
    );
  if (!seen || !endpoint.watched) {
    return {
      number: index + 1,
      startedAt: within(0, moment.to),
      durationMs: count(0, 60_000),
      statusCode: new Unknown(() => undefined, null),
      error: new Unknown(() => undefined, null),
      redirectLocation: new Unknown(() => undefined, null),
      responseBody: new Unknown(() => undefined, null),
    };
  }
  return {
    number: index + 1,
    startedAt: seen.startedAt ?? within(0, seen.at + world.ahead.most),
    durationMs:
      seen.status === null
        ? count(timeoutMs - 5, timeoutMs + 1500)
        : count(Math.max(0, took - 5), took + 1500),
    statusCode: seen.status,
    error: seen.status === null ? 'TIMEOUT' : null,
    redirectLocation: seen.redirectLocation,
    responseBody: seen.body === '' ? null : seen.body,
  };
}

/** `nextAttemptAt`: the schedule's, or what the receiver asked for; null where nothing is to come. */
export function mismatchesOfNext(
  value: unknown,
  item: Record<string, unknown>,
  { withdrawn, seen, createdAt, wasSuspended = false }: Sending,
  endpoint: Receiving,
  moment: Moment,
): string | undefined {
  if (item['status'] !== 'PENDING') {
    return value === null ? undefined : `${text(value)} where nothing will be tried any more`;
  }
  if (value === null) {
    return withdrawn !== undefined ||
      endpoint.status === 'DISABLED' ||
      endpoint.unsettled.length > 0 ||
      isFresh(seen.at(-1)?.at ?? 0, moment) ||
      !endpoint.watched
      ? undefined
      : 'null where another attempt is due';
  }
  if (!isInstant(value)) return `${text(value)} is no instant`;
  const attempts = (Array.isArray(item['attempts']) ? item['attempts'] : []) as Attempt[];
  const last = attempts.at(-1);
  const created = typeof createdAt === 'string' ? Date.parse(createdAt) : createdAt.from;
  if (!last) {
    return Date.parse(value) >= created - 2 && Date.parse(value) <= moment.to + 2
      ? undefined
      : `${value} is not at once`;
  }
  const { least, most } = waitAfter(attempts.length, seen[attempts.length - 1] ?? { retryAfter: null });
  const end = Date.parse(last.startedAt) + last.durationMs;
  const wait = Date.parse(value) - end;
  // Suspended and resumed, it comes at once.
  if (wasSuspended) return undefined;
  return wait >= least - 2 && wait <= most + 50
    ? undefined
    : `${value} is ${wait} ms after the last attempt instead of ${Math.round(least)} to ${Math.round(most)}`;
}

/** `completedAt`: null while it is pending; else just after what ended it, and the same for ever. */
export function mismatchesOfCompleted(
  value: unknown,
  item: Record<string, unknown>,
  shown: Delivery | undefined,
  attempts: readonly unknown[],
  moment: Moment,
  { withdrawn, createdAt }: Sending,
): string | undefined {
  if (item['status'] === 'PENDING') return value === null ? undefined : `${text(value)} while it is PENDING`;
  if (typeof shown?.completedAt === 'string') {
    return value === shown.completedAt ? undefined : `${text(value)} instead of ${shown.completedAt}`;
  }
  if (!isInstant(value)) return `${text(value)} where it is over`;
  const last = attempts.at(-1) as Attempt | undefined;
  const at = Date.parse(value);
  const created = typeof createdAt === 'string' ? Date.parse(createdAt) : createdAt.from;
  const least = last ? Date.parse(last.startedAt) + last.durationMs - 5 : created - 2;
  const most = withdrawn === undefined && last ? least + writingMs : moment.to + 2;
  return at >= least && at <= most
    ? undefined
    : `${value} is not between ${instant(least)} and ${instant(most)}`;
}

/** Waits that are all as planned are no chance: what failed together returns together. */
export function withoutJitter(world: World, list: readonly unknown[]): Mismatch[] {
  const waits = [...world.waits];
  for (const item of list) {
    const { attempts = [] } = (item ?? {}) as Partial<Delivery>;
    if (Array.isArray(attempts)) waits.push(...waitsOf(attempts, 1, []));
  }
  const enough = waits.length >= 8;
  return enough && waits.every((share) => Math.abs(share - 1) < 0.01)
    ? [
        {
          place: '/attempts',
          message: `${waits.length} waits are all exactly as planned: they have no jitter`,
          rule: 'waits have jitter',
        },
      ]
    : [];
}

/** How long each attempt that is new was waited for, as a share of the schedule. */
export function newWaits(before: Sending, { shown, seen }: Sending): number[] {
  return waitsOf(shown?.attempts ?? [], Math.max(1, before.shown?.attempts.length ?? 0), seen);
}

function waitsOf(attempts: readonly Attempt[], from: number, seen: readonly Seen[]): number[] {
  return attempts.flatMap((attempt, index) => {
    const previous = attempts[index - 1];
    if (index < from || !previous || typeof seen[index - 1]?.retryAfter === 'number') return [];
    const { least, most } = waitAfter(index, { retryAfter: null });
    if (least < 60_000) return [];
    return [
      (Date.parse(attempt.startedAt) - Date.parse(previous.startedAt) - previous.durationMs) /
        ((least + most) / 2),
    ];
  });
}
