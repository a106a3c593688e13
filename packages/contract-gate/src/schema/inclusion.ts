import { arrayGaps } from './arrays.ts';
import { disjoint } from './disjoint.ts';
import { type Gap, gap, type Proof, Question, type Step } from './gap.ts';
import { propertyOf, requiredOf } from './members.ts';
import { choose, decide, groupId, merge } from './merge.ts';
import { settle } from './normal-form.ts';
import { notes } from './notes.ts';
import { objectGaps } from './objects.ts';
import type { Same } from './same.ts';
import { scalarGaps } from './scalars.ts';
import { anything, type Direction, type Group, type Schema, stable, type Sub, takesType } from './schema.ts';
import { Validator } from './valid.ts';

/** A pair of schemas, and the shortest way to it within a value: the spot before it, and the steps from there. */
export interface Spot {
  question: Question;
  depth: number;
  property: string | undefined;
  before?: { spot: Spot; steps: readonly Step[] };
}

export function wayTo({ before }: Spot): Step[] {
  return before ? [...wayTo(before.spot), ...before.steps] : [];
}

/** How many parts of two schemas are held against each other before it is said that they are too entangled. */
const mostSteps = 2000;
/** The same for all the schemas of two documents. */
const mostAltogether = 100_000;
const deepest = 60;

/**
 * Shows, keyword by keyword, that every value of one schema is a value of another, and tells where that cannot be shown.
 * One question leads to others; they wait in a list and are asked again when an answer that they built on has changed, so that neither a
 * circle nor a long chain of references matters.
 */
export class Inclusion implements Proof {
  readonly #same: Same;
  readonly #questions = new Map<string, Question>();
  readonly #waiting: Question[] = [];
  #asking: Question | undefined;
  #steps = 0;
  #altogether = 0;
  #depth = 0;

  constructor(same: Same) {
    this.#same = same;
  }

  /** Every pair of schemas, within the two, that is not the same word for word: the nearest first, each once. */
  spots(from: Sub, to: Sub): Spot[] {
    if (this.#same.schemas(from, to)) return [];
    const first = this.#question(from, to);
    this.#answer();
    const spots: Spot[] = [{ question: first, depth: 0, property: undefined }];
    const seen = new Set([first]);
    for (const spot of spots) {
      for (const { inner, path, property } of spot.question.gaps) {
        if (!inner || seen.has(inner)) continue;
        seen.add(inner);
        spots.push({
          question: inner,
          depth: spot.depth + path.length,
          property: property ?? spot.property,
          before: { spot, steps: path },
        });
      }
    }
    return spots;
  }

  /** Undefined stands for a schema that takes anything. */
  gaps(a: Sub | undefined, b: Sub | undefined): Gap[] {
    const forms = (a ?? b)?.schema.forms;
    if (!forms) return [];
    const [from, to] = [a ?? forms.sub([]), b ?? forms.sub([])];
    if (this.#same.schemas(from, to)) return [];
    if (isFlat(to.schema) || (isFlat(from.schema) && isScalar(from.schema))) {
      return this.schemaGaps(from.schema, to.schema);
    }
    const inner = this.#question(from, to);
    if (this.#asking) inner.users.add(this.#asking);
    else this.#answer();
    return [{ ...gap('within', from.schema, to.schema), open: inner.isOpen, inner }];
  }

  near(a: Sub, b: Sub): Gap[] {
    return this.gaps(a, b).flatMap(({ inner, ...each }) => inner?.gaps ?? [each]);
  }

  /** Whether inclusion is not shown. */
  isOpen(a: Sub | undefined, b: Sub | undefined): boolean {
    return this.gaps(a, b).some(({ open }) => open);
  }

  #question(from: Sub, to: Sub): Question {
    const id = `${from.schema.forms.direction} ${from.id} ⊆ ${to.id}`;
    const known = this.#questions.get(id);
    if (known) return known;
    const question = new Question(from, to);
    this.#questions.set(id, question);
    this.#waiting.push(question);
    return question;
  }

  /** Asks what waits, the latest first: most answers are then known before they are built on. */
  #answer(): void {
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      next.isWaiting = false;
      this.#ask(next);
      if (next.isOpen || !next.gaps.some(({ open }) => open)) continue;
      next.isOpen = true;
      const users = [...next.users].filter(({ isWaiting }) => !isWaiting);
      for (const user of users) user.isWaiting = true;
      this.#waiting.push(...users);
    }
  }

  #ask(question: Question): void {
    const [from, to] = [question.from.schema, question.to.schema];
    if (this.#altogether >= mostAltogether) {
      const known = question.gaps.filter(({ keyword }) => keyword !== 'entangled');
      question.gaps = [...known, gap('entangled', from, to)];
      return;
    }
    this.#asking = question;
    this.#steps = 0;
    try {
      question.gaps = this.schemaGaps(from, to);
    } finally {
      this.#asking = undefined;
    }
  }

  accepts(schema: Schema, sub: Sub, value: unknown): boolean {
    return new Validator(schema.forms.files, schema.forms.direction).accepts(sub.at, value);
  }

  direction(schema: Schema): Direction {
    return schema.forms.direction;
  }

  anything(like: Schema): Schema {
    return anything(like.forms, like.at);
  }

  schemaGaps(a: Schema, b: Schema): Gap[] {
    if (a.never) return [];
    // Once too deep, the rest of the question would only be as deep again.
    if (this.#depth >= deepest) this.#steps = mostSteps;
    if (this.#steps >= mostSteps) return [gap('entangled', a, b)];
    this.#depth++;
    this.#steps++;
    this.#altogether++;
    try {
      return this.#gapsOf(a, b);
    } finally {
      this.#depth--;
    }
  }

  #gapsOf(a: Schema, b: Schema): Gap[] {
    const noted = notes(a, b, this);
    if (b.never) return [...noted, gap('type', a, b)];
    const listed = listedValues(a);
    if (listed) return [...noted, ...this.#listGaps(a, b, listed)];
    // Of two choices each branch has its counterpart; a choice as a whole seldom fits one branch.
    const isChoice = a.decided.size === 0 && a.groups.length > 0 && b.groups.length > 0;
    const direct = isChoice ? undefined : this.#direct(a, b);
    if (direct && !direct.some(({ open }) => open)) return [...noted, ...direct];
    const parts = this.#split(a, b);
    if (!parts) return [...noted, ...(direct ?? this.#direct(a, b))];
    return [...noted, ...parts.flatMap((part) => this.schemaGaps(part, b))];
  }

  #listGaps(a: Schema, b: Schema, values: readonly unknown[]): Gap[] {
    const refused = values.filter((value) => accepts(a, value) && !accepts(b, value));
    if (refused.length === 0) return [];
    const types = refused.every(
      (value) => ![...b.types].some((type) => takesType(new Set([type]), kindOf(value))),
    );
    return [gap(types ? 'type' : 'enum', a, b, { values: refused }, 'const', 'enum', 'type')];
  }

  #direct(a: Schema, b: Schema): Gap[] {
    const settled = b.unevaluatedProperties || b.unevaluatedItems;
    const gaps = [...scalarGaps(a, b)];
    if (b.enum) gaps.push(gap('enum', a, b, {}, 'const'));
    if (a.types.has('object') && b.types.has('object')) gaps.push(...objectGaps(a, b, this));
    if (a.types.has('array') && b.types.has('array')) gaps.push(...arrayGaps(a, b, this));
    for (const group of b.groups) gaps.push(...this.#groupGaps(a, b, group));
    for (const sub of b.not) {
      if (!disjoint(a, sub.schema) && !a.not.some((own) => !this.isOpen(sub, own))) {
        gaps.push(gap('not', a, b));
      }
    }
    for (const condition of b.conditions) {
      const own = a.conditions.some(
        (each) =>
          !this.isOpen(each.when, condition.when) &&
          !this.isOpen(condition.when, each.when) &&
          !this.isOpen(each.holds, condition.holds) &&
          !this.isOpen(each.fails, condition.fails),
      );
      const held = (sub: Sub): boolean => !this.schemaGaps(a, sub.schema).some(({ open }) => open);
      const shown =
        own ||
        (held(condition.when) && held(condition.holds)) ||
        (disjoint(a, condition.when.schema) && held(condition.fails)) ||
        (held(condition.holds) && held(condition.fails));
      if (!shown) gaps.push(gap('if', a, b, {}, 'then', 'else'));
    }
    if (settled && b.groups.length !== 1) {
      gaps.push(gap('unevaluatedProperties', a, b, {}, 'unevaluatedItems'));
    }
    for (const [keyword, value] of b.unknown) {
      if (stable(a.unknown.get(keyword)) !== stable(value)) gaps.push(gap(keyword, a, b));
    }
    return gaps;
  }

  #groupGaps(a: Schema, b: Schema, group: Group): Gap[] {
    const rest = { ...b, groups: b.groups.filter((each) => each !== group) };
    const closing = b.unevaluatedProperties !== undefined || b.unevaluatedItems !== undefined;
    const branches = counterpartFirst(a, group.branches);
    const decided = new Set([...b.decided, groupId(group)]);
    const attempts: Gap[][] = [];
    for (const { schema } of branches) {
      // A branch that is the choice itself takes nothing that another branch does not.
      if (schema.groups.some((each) => decided.has(groupId(each)))) {
        attempts.push([gap(group.kind, a, b)]);
        continue;
      }
      const part = closing ? settle(merge(rest, schema)) : asPartOf(b, schema);
      const gaps = this.schemaGaps(a, { ...part, decided });
      attempts.push(gaps);
      if (!gaps.some(({ open }) => open)) break;
    }
    const fitting = attempts.findIndex((gaps) => !gaps.some(({ open }) => open));
    if (fitting >= 0) {
      const others = branches.filter((_, index) => index !== fitting);
      const alone =
        group.kind === 'anyOf' ||
        others.every(
          ({ schema, id }) =>
            disjoint(a, schema) || a.not.some((own) => own.id === id || !this.#notWithin(schema, own)),
        );
      return alone
        ? (attempts[fitting] ?? [])
        : [gap('oneOf', a, b, { detail: 'more than one branch may fit' })];
    }
    const [closest] = attempts
      .map((gaps, index) => ({
        gaps,
        cost: cost(gaps) + (branches.length > 1 && disjoint(a, branches[index]?.schema ?? a) ? 2 * apart : 0),
      }))
      .toSorted((x, y) => x.cost - y.cost);
    const many = a.groups.length > 0 || a.types.size > 1;
    if (closest && !many && closest.cost < apart) return closest.gaps;
    return [gap(group.kind, a, b)];
  }

  /** A value that fits `schema` but not `own`: then knowing that it does not fit `own` says nothing. */
  #notWithin(schema: Schema, own: Sub): boolean {
    return this.schemaGaps(schema, own.schema).some(({ open }) => open);
  }

  /** The same values as several schemas, each easier to place than all together. */
  #split(a: Schema, b: Schema): Schema[] | undefined {
    const [group] = a.groups;
    if (group) {
      // Of two choices that both apply, most pairs of branches take nothing.
      const beside = { ...a, groups: [] };
      const branches = group.branches.filter(({ schema }) => !disjoint(beside, schema));
      return branches.map((branch) => {
        const part = choose(a, group, branch);
        const others = group.kind === 'oneOf' ? group.branches.filter((each) => each !== branch) : [];
        return settle({
          ...part,
          not: [...part.not, ...others],
          at: [...branch.at, ...part.at.filter((at) => !branch.at.includes(at))],
        });
      });
    }
    const [condition] = a.conditions;
    if (condition) {
      const { when, holds, fails } = condition;
      const rest = decide(a, condition);
      const failing = merge(rest, fails.schema);
      return [
        settle(merge(merge(rest, when.schema), holds.schema)),
        settle({ ...failing, not: [...failing.not, when] }),
      ];
    }
    if (b.groups.length === 0 && b.conditions.length === 0) return undefined;
    if (a.types.size > 1) return [...a.types].map((type) => ({ ...a, types: new Set([type]) }));
    // Elsewhere the other layers would have their say again.
    if (a.layers.length !== 1 || a.layers[0]?.patterns.length !== 0) return undefined;
    const name = requiredOf(a).find((each) => (listedValues(propertyOf(a, each)?.schema)?.length ?? 0) > 1);
    const property = name === undefined ? undefined : propertyOf(a, name);
    if (name === undefined || !property) return undefined;
    return (listedValues(property.schema) ?? []).map((value) => {
      const only: Sub = {
        ...property,
        id: `${property.id} = ${stable(value)}`,
        schema: { ...property.schema, enum: [value] },
      };
      return {
        ...a,
        layers: a.layers.map((layer) =>
          layer.properties.has(name)
            ? { ...layer, properties: new Map([...layer.properties, [name, only]]) }
            : layer,
        ),
      };
    });
  }
}

/** Whether no schema stands within this one. */
function isFlat(schema: Schema): boolean {
  const { layers, groups, items, prefix, contains, propertyNames, not, conditions, dependentSchemas } =
    schema;
  const lists = [layers, groups, prefix, contains, propertyNames, not, conditions];
  return (
    lists.every(({ length }) => length === 0) &&
    dependentSchemas.size === 0 &&
    !items &&
    !schema.unevaluatedProperties &&
    !schema.unevaluatedItems &&
    !schema.discriminator
  );
}

function isScalar({ types }: Schema): boolean {
  return !types.has('object') && !types.has('array');
}

/** A branch with the mark and the default that stand beside the choice, and so hold for each branch. */
function asPartOf({ source, default: byDefault }: Schema, branch: Schema): Schema {
  return {
    ...(source !== undefined && { source }),
    ...(byDefault && { default: byDefault }),
    ...branch,
  };
}

/** The branch that stands at the same place of its list is the likeliest to be the same. */
function counterpartFirst(a: Schema, branches: readonly Sub[]): readonly Sub[] {
  const place = (at: Schema['at']): string | undefined => /\/(\d+)$/.exec(at[0]?.pointer ?? '')?.[1];
  const own = place(a.at);
  const twin = own === undefined ? undefined : branches.find(({ at }) => place(at) === own);
  return twin ? [twin, ...branches.filter((each) => each !== twin)] : branches;
}

const apart = 1000;

/** How far a branch is from fitting: another type or another constant means another branch altogether. */
function cost(gaps: readonly Gap[]): number {
  const open = gaps.filter((each) => each.open);
  const other = open.some(
    ({ path, keyword, to }) =>
      (path.length === 0 && keyword === 'type') ||
      (path.length === 1 && keyword === 'enum' && to.schema.enum?.length === 1),
  );
  return open.length + (other ? apart : 0);
}

function listedValues(schema: Schema | undefined): readonly unknown[] | undefined {
  if (!schema) return undefined;
  if (schema.enum) return schema.enum;
  if (![...schema.types].every((type) => type === 'boolean' || type === 'null')) return undefined;
  return [...(schema.types.has('boolean') ? [true, false] : []), ...(schema.types.has('null') ? [null] : [])];
}

function accepts(schema: Schema, value: unknown): boolean {
  return (
    takesType(schema.types, kindOf(value)) &&
    new Validator(schema.forms.files, schema.forms.direction).accepts(schema.at, value)
  );
}

function kindOf(value: unknown): 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object';
}
