import { expectations, nothing, observe, type Model } from '../oracle/oracle.ts';
import { Unknown, type Mismatch } from '../oracle/template.ts';
import type { Arriving, Entry } from '../oracle/timeline.ts';
import { closed, givers } from './named.ts';
import { asBefore, elsewhere, isRead, relatedTo, repeated, untold } from './related.ts';

/** What the last step has to show: a place and words; undefined: that the model finds nothing wrong with it. */
export interface Wanted {
  place: string;
  message: string;
}

/** Of so many steps any that stand together are tried without. */
const few = 30;

/**
 * The shortest sequence of a run that shows the same: its world is born, and only what the last step needs has happened in
 * it. The model says whether the same place is wrong in the same words, and whether the same is expected for the same
 * reason, so no server is asked.
 * @param choose Of what the model finds wrong with the last step, what has to be seen again.
 * @param timeoutMs How long it may be made shorter; a longer one is as true.
 */
export function shortest(
  entries: readonly Entry[],
  last: number,
  choose: (found: readonly Mismatch[]) => Wanted | undefined,
  timeoutMs = 3000,
): Entry[] {
  const end = entries[last];
  if (!end) return [];
  const seen = entries.slice(0, last + 1);
  const { worlds, before: model, red } = told(seen);
  const world = worlds.at(-1);
  const needed = givers(seen);
  const wanted = choose(observe(model, end).found);
  // A reply to what is refused by now may be one that was kept.
  const stored = wanted?.place === '/status' ? asBefore(seen) : [];
  const strange = new Set([...elsewhere(seen, worlds, needed), ...stored]);
  // What the model cannot know is told with what it names, and what was sent before with the same key.
  const plain = (): Entry[] =>
    closed([...repeated(seen), ...strange, ...untold(seen, worlds), end], needed, seen);
  const places = isOfItsItem(wanted)
    ? undefined
    : new Set(observe(model, end).found.map(({ place }) => generalized(place)));
  const sought = soughtIn(model, end, wanted, places);
  const isLost = model.worlds.get(world ?? '')?.lost === true;
  if (world === undefined || sought === undefined || isLost) return plain();
  const before = seen.filter(
    (entry, index) =>
      entry !== end && (entry.kind === 'receiver' || worlds[index] === world || strange.has(entry)),
  );
  const deadline = performance.now() + timeoutMs;
  const shows = (some: readonly Entry[]): boolean => {
    try {
      const kept = new Set(some);
      return (
        [...strange].every((entry) => kept.has(entry)) && isWhole([...some, end], needed) && showsIt(some)
      );
    } catch {
      // A sequence without the beginning of its world means nothing to the model.
      return false;
    }
  };
  const showsIt = (some: readonly Entry[]): boolean => {
    let known = nothing;
    for (const entry of some) {
      const step = observe(known, entry);
      // A step that is red without what was left out needed it; that it counts otherwise does not matter.
      const isRed = step.found.some(({ place }) => !place.startsWith('/headers/'));
      if (isRed && !red.has(entry)) return false;
      known = step.model;
    }
    return soughtIn(known, end, wanted, places) === sought;
  };
  const writes = before.filter((entry) => !isRead(entry));
  const related = before.filter(relatedTo(end));
  const begun = [closed([...strange, ...related], needed, before), writes, before].find(shows);
  if (!begun) return plain();
  let kept = begun;
  const leaveOut = (size: number, step: number): void => {
    for (let from = 0; from + size <= kept.length && performance.now() < deadline;) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (shows(fewer)) kept = fewer;
      else from += step;
    }
  };
  for (let size = Math.ceil(kept.length / 2); size > 1 && kept.length > few; size = Math.ceil(size / 2)) {
    leaveOut(size, size);
  }
  // What has to go together (a message, its delivery, and the clock up to its last move) may begin and end anywhere.
  for (let size = Math.min(kept.length, few) - 1; size >= 1; size -= 1) leaveOut(size, 1);
  return [...kept, end];
}

/**
 * What the model says of a step after others, as far as it matters; undefined: not what is sought, or something is wrong
 * that was not, at other places than these.
 */
function soughtIn(
  model: Model,
  end: Entry,
  wanted: Wanted | undefined,
  places: ReadonlySet<string> | undefined,
): string | undefined {
  const found = observe(model, end).found.map((each) => ({ ...each, place: generalized(each.place) }));
  const isOther = found.some(({ place }) => !place.startsWith('/headers/') && places?.has(place) === false);
  const isThere =
    wanted === undefined ||
    found.some(({ place, message }) => place === generalized(wanted.place) && message === wanted.message);
  return isThere && !isOther ? expectedOf(model, end) : undefined;
}

/** Whether it is wrong whatever else stands in a list: an id or an order is not. */
function isOfItsItem(wanted: Wanted | undefined): boolean {
  return wanted !== undefined && /\/\d+\/(?!.*[iI]d$)/.test(wanted.place);
}

/** Which answers were right, and by which rule: the same reply may be wrong for another reason. */
function expectedOf(model: Model, end: Entry): string {
  if (end.kind !== 'exchange') return '';
  const expected = expectations(model, end)?.expected ?? [];
  return JSON.stringify(
    expected.map(({ status, rule, headers }) => [
      status,
      rule,
      Object.keys(headers).filter((name) => headers[name] !== null && !(headers[name] instanceof Unknown)),
    ]),
  );
}

/** The world that each entry belongs to (undefined: none that is known), the model before the last, and what was red. */
function told(entries: readonly Entry[]): {
  worlds: (string | undefined)[];
  before: Model;
  red: ReadonlySet<Entry>;
} {
  let model = nothing;
  let before = nothing;
  const red = new Set<Entry>();
  const worlds = entries.map((entry) => {
    before = model;
    const step = observe(model, entry);
    model = step.model;
    if (step.found.length > 0) red.add(entry);
    return step.worldId ?? (entry.kind === 'arrival' ? receivedIn(model, entry) : undefined);
  });
  return { worlds, before, red };
}

/** Whose endpoint has the address that a delivery came to, when nobody signed it. */
function receivedIn({ worlds }: Model, { headers }: Arriving): string | undefined {
  const address = `http://${headers['host']}`;
  return [...worlds.values()].find(({ endpoints }) =>
    [...endpoints.values()].some(({ url }) => url === address || url.startsWith(`${address}/`)),
  )?.id;
}

/** Whether nothing is named that no step has given. */
function isWhole(entries: readonly Entry[], needed: ReadonlyMap<Entry, Entry[]>): boolean {
  const kept = new Set(entries);
  return entries.every((entry) => (needed.get(entry) ?? []).every((giver) => kept.has(giver)));
}

/** A place with every item of a list alike. */
export const generalized = (place: string): string => place.replaceAll(/\/\d+(?=\/|$)/g, '/*');
