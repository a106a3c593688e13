import type { Entry } from '../oracle/timeline.ts';
import type { Model } from '../oracle/oracle.ts';

export type LeftOut = (step: Entry) => boolean;

/** How a sequence is told again with steps left out. */
export interface Telling {
  /**
   * What is known after a step that comes next in a sequence; undefined: it makes no sense without what was left out, and
   * is left out as well.
   */
  next(model: Model, step: Entry, isLeftOut: LeftOut): Model | undefined;
  /** Whether what is sought is there at the end, by what was known before each step. */
  shows(model: Model, isLeftOut: LeftOut, before: readonly Model[]): boolean;
  /** Whether the end can still be there: nothing is told again where it cannot. */
  isPossible(isLeftOut: LeftOut): boolean;
  /** Steps that stay whatever else goes. */
  fixed: ReadonlySet<Entry>;
  /** Steps that go with others and never by themselves. */
  isConsequence(step: Entry): boolean;
  /** What goes with a step though it stands before it. */
  causedBy(step: Entry): readonly Entry[];
}

/** Of so many steps any two, and any that stand together, are tried without. */
const few = 30;

/**
 * A sequence as short as it gets: no step of it can be left out with all that needs it. What is known before each step that
 * stays is kept, so that a trial costs only the steps behind the one that it leaves out. Undefined: the whole does not show
 * what is sought.
 */
export function shortened(steps: readonly Entry[], from: Model, telling: Telling): Entry[] | undefined {
  const gone = new Set<Entry>();
  let kept: Entry[] = [];
  let before: Model[] = [];
  /** Tells it again from the first step that is left out; keeps what is left if it shows the same. */
  const holdsWithout = (all: readonly Entry[], first: number, left: ReadonlySet<Entry>): boolean => {
    const out = new Set(left);
    const isLeftOut: LeftOut = (step) => out.has(step) || gone.has(step);
    if (!telling.isPossible(isLeftOut)) return false;
    const [rest, models]: [Entry[], Model[]] = [[], []];
    let model = before[first] ?? from;
    for (const step of all.slice(first)) {
      const after = out.has(step) ? undefined : telling.next(model, step, isLeftOut);
      if (!after) {
        if (telling.fixed.has(step)) return false;
        out.add(step);
        continue;
      }
      rest.push(step);
      models.push(model);
      model = after;
    }
    const known = [...before.slice(0, first), ...models];
    if (!telling.shows(model, isLeftOut, known)) return false;
    for (const step of out) gone.add(step);
    kept = [...all.slice(0, first), ...rest];
    before = known;
    return true;
  };
  const leaveOut = (some: readonly Entry[]): boolean => {
    const own = some.filter((step) => !telling.fixed.has(step) && !telling.isConsequence(step));
    const left = new Set([...own, ...own.flatMap((step) => telling.causedBy(step))]);
    const first = kept.findIndex((step) => left.has(step));
    return first >= 0 && holdsWithout(kept, first, left);
  };

  if (!holdsWithout(steps, 0, new Set())) return undefined;
  for (let size = Math.ceil(kept.length / 2); size > 1; size = size > 2 ? Math.ceil(size / 2) : 1) {
    for (let to = kept.length; to > 0; to = Math.min(to - size, kept.length)) {
      leaveOut(kept.slice(Math.max(0, to - size), to));
    }
  }
  for (let isShorter = true; isShorter;) {
    isShorter = false;
    for (let index = kept.length - 1; index >= 0; index -= 1) {
      isShorter = leaveOut(kept.slice(index, index + 1)) || isShorter;
    }
    isShorter ||= kept.length <= few && together(() => kept, leaveOut);
  }
  return kept;
}

/** What has to go together: a change and what takes it back, or a message and the clock up to its last move. */
function together(kept: () => readonly Entry[], leaveOut: (some: readonly Entry[]) => boolean): boolean {
  for (let size = kept().length; size > 1; size -= 1) {
    for (let from = 0; from + size <= kept().length; from += 1) {
      if (leaveOut(kept().slice(from, from + size))) return true;
    }
  }
  const steps = kept();
  for (const [index, step] of steps.entries()) {
    if (steps.slice(index + 2).some((other) => leaveOut([step, other]))) return true;
  }
  return false;
}
