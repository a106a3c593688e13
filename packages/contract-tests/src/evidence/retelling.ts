import { observe, type Model } from '../oracle/oracle.ts';
import { withReply, type Arriving, type Doing, type Entry } from '../oracle/timeline.ts';
import type { LeftOut, Telling } from './leaving-out.ts';
import { givenBy, namings } from './named.ts';
import { isRead } from './related.ts';

/** How the steps of a run are judged where some are left out: by the model, which is told of the rest alone. */
export function retelling(
  entries: readonly Entry[],
  fixed: ReadonlySet<Entry>,
  red: ReadonlySet<Entry>,
  run: Run,
): Omit<Telling, 'shows' | 'isPossible'> & { isWhole(step: Entry, isLeftOut: LeftOut): boolean } {
  const named = namings(entries);
  const moves = movesOf(entries);
  const isWhole = (step: Entry, isLeftOut: LeftOut): boolean =>
    (named.get(step) ?? []).every((givers) => givers.some((giver) => !isLeftOut(giver)));
  return {
    fixed,
    isWhole,
    next(model, step, isLeftOut) {
      if (!isWhole(step, isLeftOut)) return undefined;
      const { model: after, found } = observe(model, adapted(step, model, run, isLeftOut));
      // That a request counts otherwise does not matter.
      const isRed = found.some(({ place }) => !place.startsWith('/headers/'));
      return isRed && !red.has(step) ? undefined : unlost(model, after);
    },
    // What was not caused does not come, and what was caused comes.
    isConsequence: (step) => step.kind === 'arrival',
    causedBy: (step) => moves.get(step) ?? [],
  };
}

/** A reply of a wrong status leaves the model without a world: it is judged as if nothing had been asked. */
export function unlost(before: Model, after: Model): Model {
  const isNew = [...after.worlds.values()].some(({ id, lost }) => lost && !before.worlds.get(id)?.lost);
  return isNew ? before : after;
}

/**
 * A step as it would have been where others are left out: what they gave is not in its reply. Of a part of a list nobody
 * knows what moves up, unless all of it is too much.
 */
export function adapted(step: Entry, model: Model, run: Run, isLeftOut: LeftOut): Entry {
  if (isMove(step)) return withoutAttempts(step, model, run);
  if (step.kind !== 'exchange' || step.exchange.request.method !== 'GET') return step;
  const { response } = step.exchange;
  const { data, meta } = (response.json ?? {}) as { data?: unknown; meta?: object };
  if (!Array.isArray(data) || (!isWholeList(step) && !run.isTooMuch)) return step;
  const left = (data as { id: string }[]).filter(
    ({ id }) => run.givers.get(id)?.every((giver) => isLeftOut(giver)) !== true,
  );
  if (left.length === data.length) return step;
  const json = { ...(response.json as object), data: left, meta: { ...meta, total: left.length } };
  return withReply(step, { ...response, json });
}

function isWholeList(step: Entry): boolean {
  if (step.kind !== 'exchange' || step.exchange.request.method !== 'GET') return false;
  const { data, meta } = (step.exchange.response.json ?? {}) as {
    data?: unknown;
    meta?: { total?: unknown };
  };
  return Array.isArray(data) && data.length === meta?.total;
}

/** Who made what a reply shows at a place, where nothing can be taken from it: one of each has to stay. */
export function makersOf(
  step: Entry,
  place: string,
  { givers, isTooMuch }: Run,
): readonly (readonly Entry[])[] {
  if (step.kind !== 'exchange' || isWholeList(step) || isTooMuch) return [];
  // Of a list the item that is wrong is enough.
  const [, index] = /^\/body\/data\/(\d+)\//.exec(place) ?? [];
  return givenBy(step).flatMap(({ value, path }) => {
    if (index !== undefined && !path.startsWith(`.data[${index}]`)) return [];
    const made = givers.get(value)?.filter((giver) => giver !== step) ?? [];
    return made.length > 0 ? [made] : [];
  });
}

/** The report of a clock that went on, without the attempts of deliveries that are left out. */
function withoutAttempts(step: Doing, model: Model, { attempts: came }: Run): Entry {
  const data = step.data as { attempts?: { webhookId: string; deliveryId: string; number: number }[] };
  const endpoints = model.worlds.get(step.worldId)?.endpoints;
  const attempts = data.attempts?.filter(({ webhookId, deliveryId, number }) => {
    const sendings = endpoints?.get(webhookId)?.sendings;
    const isSeen = sendings?.find(({ id }) => id === deliveryId)?.seen[number - 1] !== undefined;
    return isSeen || !came.has(`${deliveryId} ${number}`);
  });
  return { ...step, data: { ...data, attempts } };
}

/** All that there was in a run before anything of it was left out. */
export interface Run {
  /** What made each thing that a list may show. */
  givers: ReadonlyMap<string, readonly Entry[]>;
  /** Attempts that came to a receiver. */
  attempts: ReadonlySet<string>;
  /** Whether nothing should be in the list that the last step shows. */
  isTooMuch: boolean;
}

export function runOf(entries: readonly Entry[], isTooMuch: boolean): Run {
  const givers = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (isRead(entry)) continue;
    const ids = entry.kind === 'arrival' ? [deliveryOf(entry)] : givenBy(entry).map(({ value }) => value);
    for (const id of ids) {
      const before = givers.get(id);
      if (before) before.push(entry);
      else givers.set(id, [entry]);
    }
  }
  return { givers, attempts: attemptsIn(entries), isTooMuch };
}

function attemptsIn(entries: readonly Entry[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const all = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'arrival') continue;
    const id = deliveryOf(entry);
    const number = (counts.get(id) ?? 0) + 1;
    counts.set(id, number);
    all.add(`${id} ${number}`);
  }
  return all;
}

/** What came again because of each move of the clock: the first attempt comes without one. */
function movesOf(entries: readonly Entry[]): ReadonlyMap<Entry, readonly Arriving[]> {
  const moves = new Map<Entry, Arriving[]>();
  const seen = new Set<string>();
  let waiting: Arriving[] = [];
  for (const entry of entries) {
    if (entry.kind === 'arrival') {
      if (seen.has(deliveryOf(entry))) waiting.push(entry);
      seen.add(deliveryOf(entry));
    } else if (isMove(entry)) {
      moves.set(
        entry,
        waiting.filter((arrival) => isDuring(arrival, entry)),
      );
      waiting = [];
    }
  }
  return moves;
}

export const isMove = (entry: Entry | undefined): entry is Doing =>
  entry?.kind === 'console' && entry.operation === 'advanceClock';

/** Whether something came while the clock moved. */
export const isDuring = ({ at }: Arriving, { sent, received }: Doing): boolean =>
  sent <= at && at <= received;

const deliveryOf = ({ headers }: Arriving): string => headers['x-atteny-delivery'] ?? '';
