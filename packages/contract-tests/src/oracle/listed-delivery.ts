import {
  mismatchesOfAttempts,
  mismatchesOfCompleted,
  mismatchesOfNext,
  newWaits,
  withoutJitter,
} from './attempts.ts';
import { statesOf } from './delivery-state.ts';
import { withChanged } from './sendings.ts';
import { shown as text } from './shown.ts';
import { fresh, isRecord, mismatches, Unknown, within, type Mismatch } from './template.ts';
import { descending, type Delivery, type Moment, type Receiving, type Sending, type World } from './world.ts';

/** The part of the deliveries that a page shows; undefined where their order cannot be known. */
export function slice(
  possible: readonly { sending: Sending }[],
  from: number,
  to: number,
): Sending[] | undefined {
  const known = possible.map(({ sending }) => sending);
  if (known.some(({ createdAt }) => typeof createdAt !== 'string')) return undefined;
  const created = ({ createdAt }: Sending): string => (typeof createdAt === 'string' ? createdAt : '');
  // Ties of what has no id yet cannot be told apart.
  if (
    known.some(
      ({ id, createdAt }) =>
        id === undefined && known.filter((each) => each.createdAt === createdAt).length > 1,
    )
  ) {
    return undefined;
  }
  return known
    .toSorted((a, b) => descending(created(a), created(b)) || descending(a.id ?? '', b.id ?? ''))
    .slice(from, to);
}

/** Holds a page of deliveries against what is known of each, and against the order of a list. */
export function mismatchesOfList(
  value: unknown,
  possible: readonly Sending[],
  exact: readonly Sending[] | undefined,
  endpoint: Receiving,
  moment: Moment,
  world: World,
): Mismatch[] {
  if (!Array.isArray(value)) return [{ place: '', message: 'is no list' }];
  const list = value as unknown[];
  const found: Mismatch[] = [];
  const left = new Set(possible);
  for (const [index, item] of list.entries()) {
    const place = `/${index}`;
    const sending = exact?.[index] ?? partner(item, left);
    if (!sending) {
      found.push({
        place,
        message: 'is a delivery of nothing that happened',
        rule: 'deliveries are all there',
      });
    } else {
      left.delete(sending);
      found.push(
        ...mismatchesOfDelivery(item, sending, endpoint, moment, world).map((each) => ({
          ...each,
          place: place + each.place,
        })),
      );
    }
    const [before, here] = [list[index - 1], item] as [Delivery | undefined, Delivery];
    if (
      before &&
      isRecord(here) &&
      (before.createdAt < here.createdAt || (before.createdAt === here.createdAt && before.id < here.id))
    ) {
      found.push({
        place,
        message: 'stands out of its order: newest first, ties by id',
        rule: 'deliveries stand in order',
      });
    }
  }
  if (exact && exact.length !== list.length) {
    found.push({
      place: '',
      message: `${list.length} items instead of ${exact.length}`,
      rule: 'deliveries are all there',
    });
  }
  return [...found, ...withoutJitter(world, list)];
}

/** The sending that a listed delivery is: by its id, else by what it tells of its event. */
function partner(item: unknown, candidates: ReadonlySet<Sending>): Sending | undefined {
  if (!isRecord(item)) return undefined;
  const all = [...candidates];
  return (
    all.find(({ id }) => id !== undefined && id === item['id']) ??
    all.find(
      ({ id, event, kind }) => id === undefined && event.id === item['eventId'] && kind === item['kind'],
    ) ??
    all.find(
      ({ id, event, kind, createdAt }) =>
        id === undefined &&
        event.id === undefined &&
        kind === item['kind'] &&
        (createdAt === item['createdAt'] || typeof createdAt !== 'string'),
    )
  );
}

/** Holds one listed delivery against what its receiver saw and what was listed before. */
export function mismatchesOfDelivery(
  item: unknown,
  sending: Sending,
  endpoint: Receiving,
  moment: Moment,
  world: World,
): Mismatch[] {
  if (!isRecord(item)) return [{ place: '', message: 'is no delivery' }];
  const { shown, event } = sending;
  const states = statesOf(sending, endpoint, moment);
  const attempts: unknown[] = Array.isArray(item['attempts']) ? item['attempts'] : [];
  const template = {
    id: sending.id ?? fresh((id) => isDelivery(world, id)),
    webhookId: endpoint.id,
    eventId: event.id ?? fresh((id) => isEvent(world, id)),
    event: event.event,
    kind: sending.kind,
    status: new Unknown(
      (value) =>
        states.includes(value as Delivery['status'])
          ? undefined
          : `${text(value)} instead of ${states.join(' or ')}`,
      states[0],
      'a delivery has the state of its attempts',
    ),
    attempts: new Unknown(
      (value) => mismatchesOfAttempts(value, sending, endpoint, moment, world),
      undefined,
      'attempts are what the receiver saw',
    ),
    nextAttemptAt: new Unknown(
      (value) => mismatchesOfNext(value, item, sending, endpoint, moment),
      undefined,
      'the next attempt is told',
    ),
    createdAt:
      typeof sending.createdAt === 'string'
        ? sending.createdAt
        : within(sending.createdAt.from, sending.createdAt.to),
    completedAt: new Unknown(
      (value) => mismatchesOfCompleted(value, item, shown, attempts, moment, sending),
      undefined,
      'the end is told',
    ),
  };
  return mismatches(template, item);
}

/** What one listed delivery teaches. */
export function learnedDelivery(world: World, webhookId: string, shown: Delivery): World {
  const endpoint = world.endpoints.get(webhookId);
  if (!endpoint || !isRecord(shown)) return world;
  const before = partner(shown, new Set(endpoint.sendings));
  if (!before) return world;
  const seen = before.seen.map((each, index) => ({
    ...each,
    startedAt: shown.attempts[index]?.startedAt ?? each.startedAt,
  }));
  const after: Sending = {
    ...before,
    id: shown.id,
    event: before.event.id === undefined ? { ...before.event, id: shown.eventId } : before.event,
    createdAt: shown.createdAt,
    seen,
    shown,
  };
  const learned = withChanged(world, webhookId, before, after);
  const waits = newWaits(before, after);
  return waits.length === 0 ? learned : { ...learned, waits: [...learned.waits, ...waits] };
}

export function isDelivery(world: World, id: string): boolean {
  return [...world.endpoints.values()].some(({ sendings }) => sendings.some((each) => each.id === id));
}

function isEvent(world: World, id: string): boolean {
  return [...world.endpoints.values()].some(({ sendings }) => sendings.some(({ event }) => event.id === id));
}

export function idsAreNew(world: World, value: unknown): Mismatch[] {
  if (!isRecord(value)) return [];
  const found: Mismatch[] = [];
  if (isDelivery(world, String(value['id']))) {
    found.push({ place: '/id', message: 'is the id of another delivery', rule: 'an id is new' });
  }
  if (isEvent(world, String(value['eventId']))) {
    found.push({ place: '/eventId', message: 'is the id of another event', rule: 'an id is new' });
  }
  return found;
}
