import type { Gap, Step } from './gap.ts';
import type { Sub } from './schema.ts';
import { Validator } from './valid.ts';
import { Budget, Values } from './values.ts';

/** A value that the one schema takes and the other refuses, where there is one among the values tried. */
export interface Search {
  found?: { value: unknown };
  /** Whether there were more values than were tried. */
  cutOff: boolean;
}

/** What gives the values and what judges them. */
export interface Pair {
  from: Sub;
  to: Sub;
}

/** How many values are made for one gap, and for two documents: figures, not seconds, so that a verdict is the same tomorrow. */
export interface SearchBudget {
  perGap: number;
  altogether: number;
}

const usual: SearchBudget = { perGap: 20_000, altogether: 200_000 };
/** How deep within a whole value a part may lie. */
const farthest = 60;
/** Values of a part that are tried within the whole. */
const mostOfPart = 4;

/** Looks for values that the one schema takes and the other refuses; always finds the same ones. */
export class Witnesses {
  readonly #values = new Values();
  readonly #ofParts = new Map<string, { values: unknown[]; cutOff: boolean }>();
  readonly #found = new Map<string, Search>();
  readonly #perGap: number;
  #left: number;

  constructor(budget: SearchBudget = usual) {
    this.#perGap = budget.perGap;
    this.#left = budget.altogether;
  }

  /**
   * A value of the whole that shows one gap of a part of it.
   * @param way from the whole to the part
   */
  forGap(whole: Pair, part: Pair, way: readonly Step[], gap: Gap): Search {
    const place = `${gap.path.map(String).join('/')} ${gap.keyword} ${gap.detail ?? ''} ${gap.property ?? ''}`;
    const { values, cutOff } = this.#ofPart(part, gap, `${part.from.id} ${part.to.id} ${place}`);
    const [first] = values;
    if (way.length === 0 || values.length === 0) {
      return { cutOff, ...(values.length > 0 && { found: { value: first } }) };
    }
    const id = `${whole.from.id} ${whole.to.id} ${way.map(String).join('/')} ${place}`;
    const known = this.#found.get(id);
    if (known) return known;
    if (way.length > farthest) return { cutOff: true };
    const budget = this.#budget();
    const [value] = shown(whole, this.#values.of(whole.from.schema, [], way, budget, 0, values), 1, budget);
    this.#left -= budget.spent;
    const search = { cutOff: budget.isSpent, ...(value && { found: value }) };
    this.#found.set(id, search);
    return search;
  }

  #ofPart(part: Pair, gap: Gap, id: string): { values: unknown[]; cutOff: boolean } {
    const known = this.#ofParts.get(id);
    if (known) return known;
    const budget = this.#budget();
    const search = (focus: readonly Step[] | undefined): unknown[] =>
      shown(part, this.#values.of(part.from.schema, [part.to.schema], focus, budget), mostOfPart, budget).map(
        ({ value }) => value,
      );
    let values = search(gap.path);
    if (values.length === 0) values = search(undefined);
    this.#left -= budget.spent;
    const found = { values, cutOff: budget.isSpent };
    this.#ofParts.set(id, found);
    return found;
  }

  #budget(): Budget {
    return new Budget(Math.min(this.#perGap, this.#left));
  }
}

/** Those of the values that show it, the shortest first. */
function shown(
  { from, to }: Pair,
  values: readonly unknown[],
  count: number,
  budget: Budget,
): { value: unknown }[] {
  const gives = new Validator(from.schema.forms.files, from.schema.forms.direction);
  const judges = new Validator(to.schema.forms.files, to.schema.forms.direction);
  const found: { value: unknown }[] = [];
  const shortestFirst = values
    .map((value) => ({ value, length: JSON.stringify(value).length }))
    .toSorted((x, y) => x.length - y.length);
  for (const { value } of shortestFirst) {
    const before = gives.looks + judges.looks;
    if (gives.accepts(from.at, value) && !judges.accepts(to.at, value)) found.push({ value });
    budget.charge(gives.looks + judges.looks - before);
    if (found.length >= count || budget.isSpent) break;
  }
  return found;
}
