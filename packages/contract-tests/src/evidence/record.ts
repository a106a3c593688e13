import { nothing, observe, type Model } from '../oracle/oracle.ts';
import type { Arriving, Entry } from '../oracle/timeline.ts';
import { isDuring, isMove, unlost } from './retelling.ts';

/** What a run saw, and to which world each step belongs. */
export interface Seen {
  entries: readonly Entry[];
  /** undefined: none that is known. */
  worlds: readonly (string | undefined)[];
  /** Where the model found anything wrong. */
  red: readonly boolean[];
}

const known = new WeakMap<readonly Entry[], Seen>();

/** All that is known of a run by itself; the same for all that is red in it. */
export function recordOf(entries: readonly Entry[]): Seen {
  const before = known.get(entries);
  if (before?.worlds.length === entries.length) return before;
  let model = nothing;
  const red: boolean[] = [];
  const worlds = entries.map((entry) => {
    const step = observe(model, entry);
    model = unlost(model, step.model);
    red.push(step.found.length > 0);
    return step.worldId ?? (entry.kind === 'arrival' ? receivedIn(model, entry) : undefined);
  });
  const record = { entries, worlds, red };
  known.set(entries, record);
  return record;
}

/** Whose endpoint has the address that a delivery came to, when nobody signed it. */
function receivedIn({ worlds }: Model, { headers }: Arriving): string | undefined {
  const address = `http://${headers['host']}`;
  return [...worlds.values()].find(({ endpoints }) =>
    [...endpoints.values()].some(({ url }) => url === address || url.startsWith(`${address}/`)),
  )?.id;
}

/** The move of the clock during which the last step came. */
export function clockAround(entries: readonly Entry[], last: number): Entry[] {
  const end = entries[last];
  if (end?.kind !== 'arrival') return [];
  const next = entries.slice(last + 1).find(({ kind }) => kind !== 'arrival');
  return isMove(next) && isDuring(end, next) ? [next] : [];
}
