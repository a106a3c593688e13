import { nothing, observe } from '../oracle/oracle.ts';
import { instant } from '../oracle/template.ts';
import type { Doing, Entry } from '../oracle/timeline.ts';
import type { Seen } from './record.ts';
import { isRead } from './related.ts';
import { unlost } from './retelling.ts';

/** Milliseconds after which a delivery that has not come was missed by whoever waited for it. */
const timeoutMs = 2000;

/**
 * Where it shows what a check demanded of a request that was answered well: in a delivery that came of it, or, where one did
 * not come, in a clock that moves and has nothing to deliver. Undefined: in the request itself.
 */
export function aftermath(
  { entries, worlds, red }: Seen,
  last: number,
): { entries: readonly Entry[]; last: number } | undefined {
  const end = entries[last];
  if (end?.kind !== 'exchange' || isRead(end)) return undefined;
  const own = (index: number): boolean => worlds[index] === worlds[last];
  const came = entries.findIndex(
    ({ kind }, index) => index > last && kind === 'arrival' && own(index) && red[index],
  );
  if (came >= 0) return { entries, last: came };
  const rest = entries.filter((entry, index) => index >= last && own(index) && entry.kind !== 'receiver');
  const seenUntil = Math.max(...rest.map((entry) => ('received' in entry ? entry.received : 0)));
  if (seenUntil - end.received < timeoutMs) return undefined;
  const story = entries.filter((entry, index) => own(index) || entry.kind === 'receiver');
  const move = secondAfter(story, worlds[last] ?? '', seenUntil);
  return move && { entries: [...entries, move], last: entries.length };
}

/** The clock a second later, if the model misses anything by then. */
function secondAfter(story: readonly Entry[], worldId: string, at: number): Doing | undefined {
  let model = nothing;
  for (const entry of story) model = unlost(model, observe(model, entry).model);
  const world = model.worlds.get(worldId);
  if (!world) return undefined;
  const clock = { now: instant(at + world.ahead.most + 1000) };
  const move: Doing = {
    kind: 'console',
    worldId,
    operation: 'advanceClock',
    input: { by: '1s' },
    data: { clock, attempts: [], completed: true },
    sent: at,
    received: at,
  };
  return observe(model, move).found.length > 0 ? move : undefined;
}
