import { nothing, observe, type Model } from '../oracle/oracle.ts';
import type { Mismatch } from '../oracle/template.ts';
import type { Entry } from '../oracle/timeline.ts';
import { aftermath } from './aftermath.ts';
import { joinedMoves, timed } from './clock-moves.ts';
import { shortened, type LeftOut } from './leaving-out.ts';
import { closed, givers } from './named.ts';
import { clockAround, recordOf } from './record.ts';
import { elsewhere, isRead, relatedTo, repeated, triggersOf, unanswered } from './related.ts';
import { adapted, makersOf, retelling, runOf, unlost } from './retelling.ts';
import { generalized, isOfItsItem, rightOnce, soughtIn, type Wanted } from './sought.ts';

/**
 * The shortest sequence of a run that shows the same: its world is born, and only what the last step needs has happened in
 * it. The model says whether the same place is wrong in the same words, and whether the same is expected for the same
 * reason, so no server is asked. It is as short however busy the machine is.
 * @param choose Of what the model finds wrong with the last step, what has to be seen again.
 */
export function shortest(
  entries: readonly Entry[],
  last: number,
  choose: (found: readonly Mismatch[]) => Wanted | undefined,
): Entry[] {
  const end = entries[last];
  if (!end) return [];
  const seen = entries.slice(0, last + 1);
  const record = recordOf(entries);
  const { worlds } = record;
  const world = worlds[last] ?? unanswered(end, worlds);
  const needed = givers(seen);
  const behind = clockAround(entries, last);
  const apart = new Set(elsewhere(seen, worlds, world, needed));
  const isOwn = (entry: Entry, index: number): boolean =>
    entry !== end && (entry.kind === 'receiver' || worlds[index] === world || apart.has(entry));
  const { model, models, red } = told(seen.filter(isOwn));
  const { found } = observe(model, end);
  const wanted = choose(found);
  const shown = wanted === undefined && world !== undefined ? aftermath(record, last) : undefined;
  if (shown) return shortest(shown.entries, shown.last, choose);
  const fixed = new Set(closed([...apart, ...triggersOf(seen, wanted)], needed, seen));
  const before = seen.filter((entry, index) => isOwn(entry, index) || (entry !== end && fixed.has(entry)));
  const run = runOf(seen, wanted?.message.endsWith(' items instead of 0') === true);
  const aim = {
    wanted,
    world,
    places: isOfItsItem(wanted) ? undefined : new Set(found.map(({ place }) => generalized(place))),
  };
  const judged = (known: Model, isLeftOut: LeftOut): string | undefined =>
    soughtIn(known, adapted(end, known, run, isLeftOut), aim);
  const wasRight = rightOnce(end, wanted);
  const sought = judged(model, () => false);
  if (world === undefined || sought === undefined) {
    // What the model cannot know is told with what it names, and what was sent before with the same key.
    return [...closed([...repeated(seen), ...fixed, end], needed, seen), ...behind];
  }
  const isStale = models.some(wasRight);
  const telling = retelling(seen, fixed, red, run);
  const makers = makersOf(end, isOfItsItem(wanted) ? (wanted?.place ?? '') : '', run);
  const isPossible = (isLeftOut: LeftOut): boolean =>
    telling.isWhole(end, isLeftOut) && makers.every((some) => some.some((maker) => !isLeftOut(maker)));
  const shows = (known: Model, isLeftOut: LeftOut, passed: readonly Model[]): boolean =>
    isPossible(isLeftOut) && judged(known, isLeftOut) === sought && (!isStale || passed.some(wasRight));
  const related = closed([...fixed, ...before.filter(relatedTo(end))], needed, before);
  const writes = before.filter((entry) => fixed.has(entry) || !isRead(entry));
  for (const begun of [related, writes, before]) {
    const inBegun = new Set(begun);
    const outside = (step: Entry): boolean => !inBegun.has(step);
    const kept = shortened(begun, nothing, {
      ...telling,
      isPossible: (isLeftOut) => isPossible((giver) => outside(giver) || isLeftOut(giver)),
      next: (known, step, isLeftOut) =>
        telling.next(known, step, (giver) => outside(giver) || isLeftOut(giver)),
      shows: (known, isLeftOut, passed) =>
        shows(known, (giver) => outside(giver) || isLeftOut(giver), passed),
    });
    if (!kept) continue;
    const inKept = new Set<Entry>(kept);
    const replayed = (steps: readonly Entry[]): boolean => {
      const isLeftOut: LeftOut = (step) => !inKept.has(step);
      let known: Model | undefined = nothing;
      for (const step of steps) known = known && telling.next(known, step, isLeftOut);
      return known !== undefined && judged(known, isLeftOut) === sought;
    };
    return [...joinedMoves(timed(kept, before), replayed), end, ...behind];
  }
  return [...before, end, ...behind];
}

/** The model of steps as they were, what it was before each of them, and those that were red. */
function told(entries: readonly Entry[]): { model: Model; models: Model[]; red: ReadonlySet<Entry> } {
  let model = nothing;
  const models: Model[] = [];
  const red = new Set<Entry>();
  for (const entry of entries) {
    models.push(model);
    const step = observe(model, entry);
    if (step.found.length > 0) red.add(entry);
    model = unlost(model, step.model);
  }
  return { model, models, red };
}
