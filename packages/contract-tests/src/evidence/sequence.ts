import { observe, nothing } from '../oracle/oracle.ts';
import type { Entry } from '../oracle/timeline.ts';
import { idsOf, replyOf, textOf } from './curl.ts';

/** Milliseconds that making one sequence shorter may take; a longer one is as true. */
const timeoutMs = 3000;

/**
 * The shortest sequence of a run that shows the same: its world is born, and only what the last step needs has happened in
 * it. The model says whether the same place is wrong in the same words, so no server is asked.
 */
export function shortest(
  entries: readonly Entry[],
  last: number,
  { place, message }: { place: string; message: string },
): Entry[] {
  const end = entries[last];
  if (!end) return [];
  const worlds = worldsOf(entries.slice(0, last + 1));
  const world = worlds.at(-1);
  if (world === undefined) return [end];
  const before = entries
    .slice(0, last)
    .filter((entry, index) => entry.kind === 'receiver' || worlds[index] === world);
  const wanted = generalized(place);
  const deadline = performance.now() + timeoutMs;
  const redAnyway = new Set<Entry>();
  const needed = needsOf([...before, end]);
  const shows = (some: readonly Entry[]): boolean => {
    try {
      return isWhole([...some, end], needed) && showsIt(some);
    } catch {
      // A sequence without the beginning of its world means nothing to the model.
      return false;
    }
  };
  const showsIt = (some: readonly Entry[]): boolean => {
    let model = nothing;
    for (const entry of some) {
      const step = observe(model, entry);
      // A step that is red without what was left out needed it; that it counts otherwise does not matter.
      const isRed = step.found.some((found) => !found.place.startsWith('/headers/'));
      if (isRed && !redAnyway.has(entry)) return false;
      model = step.model;
    }
    return observe(model, end).found.some(
      (found) => generalized(found.place) === wanted && found.message === message,
    );
  };
  let whole = nothing;
  for (const entry of before) {
    const step = observe(whole, entry);
    if (step.found.length > 0) redAnyway.add(entry);
    whole = step.model;
  }
  const writes = before.filter((entry) => !isRead(entry));
  let kept = shows(writes) ? writes : before;
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1 && performance.now() < deadline;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 1; from < kept.length && performance.now() < deadline;) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (shows(fewer)) kept = fewer;
      else from += size;
    }
  }
  return [...kept, end];
}

/** The steps that gave a step the ids that it names. */
function needsOf(entries: readonly Entry[]): Map<Entry, Entry[]> {
  const givers = new Map<string, Entry>();
  const needs = new Map<Entry, Entry[]>();
  for (const entry of entries) {
    const text = textOf(entry);
    needs.set(
      entry,
      [...givers].flatMap(([id, giver]) => (text.includes(id) ? giver : [])),
    );
    for (const { id } of idsOf(replyOf(entry))) if (!givers.has(id)) givers.set(id, entry);
  }
  return needs;
}

/** Whether nothing is named that no step has given. */
function isWhole(entries: readonly Entry[], needs: ReadonlyMap<Entry, Entry[]>): boolean {
  const kept = new Set(entries);
  return entries.every((entry) => (needs.get(entry) ?? []).every((giver) => kept.has(giver)));
}

/** A place with every item of a list alike. */
export const generalized = (place: string): string => place.replaceAll(/\/\d+(?=\/|$)/g, '/*');

function isRead(entry: Entry): boolean {
  return (
    entry.kind === 'exchange' &&
    (entry.exchange.request.method === 'GET' || entry.exchange.response.status >= 300)
  );
}

/** The world that each entry belongs to; undefined: none that is known. */
function worldsOf(entries: readonly Entry[]): (string | undefined)[] {
  let model = nothing;
  return entries.map((entry) => {
    const step = observe(model, entry);
    model = step.model;
    return step.worldId;
  });
}
