import { type Gap } from './gap.ts';
import type { Sub } from './schema.ts';
import { stable } from './schema.ts';
import { Validator } from './valid.ts';
import { Values } from './values.ts';

/** A value that shows a change: one description takes it, the other refuses it. */
export interface Witness {
  value: unknown;
}

/** Looks for values that the one schema takes and the other refuses; always finds the same ones. */
export class Witnesses {
  readonly #values = new Values();
  readonly #found = new Map<string, Witness | undefined>();

  /** A value of `from` that `to` refuses, made to show one gap. */
  forGap(from: Sub, to: Sub, gap: Gap): Witness | undefined {
    const id = `${from.id} ${to.id} ${gap.path.map(String).join('/')} ${gap.keyword} ${gap.detail ?? ''} ${gap.property ?? ''}`;
    if (this.#found.has(id)) return this.#found.get(id);
    const witness = this.#search(from, to, gap) ?? this.#searchAll(from, to);
    this.#found.set(id, witness);
    return witness;
  }

  #search(from: Sub, to: Sub, gap: Gap): Witness | undefined {
    return this.#first(from, to, this.#values.of(from.schema, [to.schema], gap.path));
  }

  #searchAll(from: Sub, to: Sub): Witness | undefined {
    return this.#first(from, to, this.#values.of(from.schema, [to.schema], undefined));
  }

  #first(from: Sub, to: Sub, values: readonly unknown[]): Witness | undefined {
    const gives = new Validator(from.schema.forms.files, from.schema.forms.direction);
    const judges = new Validator(to.schema.forms.files, to.schema.forms.direction);
    const shown = values
      .filter((value) => gives.accepts(from.at, value) && !judges.accepts(to.at, value))
      .toSorted((x, y) => stable(x).length - stable(y).length)[0];
    return shown === undefined ? undefined : { value: shown };
  }
}
