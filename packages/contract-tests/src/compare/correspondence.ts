import type { Pick, Role } from '../sequences/step.ts';

/** One thing as both sides know it. */
export interface Thing {
  /** Its ids on the first and on the second side. */
  ids: readonly [string, string];
  /** How a report calls it: «the contact made in step 2». */
  label: string;
}

/** An id that no side ever gave out. */
export const absent: Thing = { ids: ['nao_existe_1', 'nao_existe_1'], label: 'an id that does not exist' };

/** The things of one sequence on both sides, and which id on one side stands for which on the other. */
export class Correspondence {
  readonly #things = new Map<Role, Thing[]>();
  readonly #left = new Map<string, string>();
  readonly #right = new Map<string, string>();

  /** Remembers a thing; the newest of its role comes first from now on. */
  add(role: Role, thing: Thing): void {
    const known = this.#things.get(role) ?? [];
    if (known.some(({ ids }) => ids.join() === thing.ids.join())) return;
    this.#things.set(role, [thing, ...known]);
    this.same(...thing.ids);
  }

  /** The thing that a pick means now; one that does not exist where the story has none of its role. */
  thing(role: Role, pick: Pick): Thing {
    const known = this.#things.get(role) ?? [];
    if (pick === 'absent' || known.length === 0) return absent;
    return known[pick.nth % known.length] ?? absent;
  }

  /** Whether two ids stand for the same thing; two that are new to both sides do from now on. */
  same(left: string, right: string): boolean {
    if (!this.#left.has(left) && !this.#right.has(right)) {
      this.#left.set(left, right);
      this.#right.set(right, left);
    }
    return this.#left.get(left) === right;
  }
}
