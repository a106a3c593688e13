import { formatSamples } from './formats.ts';
import { anyProperty, type Step } from './gap.ts';
import { difference, samples } from './languages.ts';
import {
  additionalOf,
  isHidden,
  isRefused,
  itemOf,
  matches,
  namesOf,
  patternsOf,
  propertyOf,
  requiredOf,
} from './members.ts';
import { choose, decide, merge } from './merge.ts';
import { rangeOf } from './scalars.ts';
import {
  anything,
  type Schema,
  stable,
  type Sub,
  takesType,
  type TypeName,
  typeNames,
  typeOf,
  characters,
} from './schema.ts';
import { isMultiple, Validator } from './valid.ts';

const deepest = 7;
const most = 240;
const looksPerValue = 10;
/** For one plain value within a larger one. */
const plainBudget = 1000;

/** How much may be made and judged: a figure, not a time, so that it is the same tomorrow. */
export class Budget {
  readonly #size: number;
  spent = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get isSpent(): boolean {
    return this.spent >= this.#size;
  }

  /** Judging a value costs by the schemas that it has to be held against. */
  charge(looks: number): void {
    this.spent += looks / looksPerValue;
  }

  /** Takes one, where there is one left. */
  take(): boolean {
    if (this.isSpent) return false;
    this.spent++;
    return true;
  }
}

/** What the values of a part are made for. */
interface Aim {
  /** The place within a value that is to vary; everything where it is undefined. */
  readonly focus: readonly Step[] | undefined;
  readonly budget: Budget;
  readonly depth: number;
  /** What is to stand in that place, instead of values made for it. */
  readonly given: readonly unknown[] | undefined;
}

/** Always the same values for the same schemas. */
export class Values {
  readonly #plain = new Map<string, unknown[]>();

  /**
   * Values of `a`, at the bounds of every keyword of it and of its counterparts `against`, which are to refuse some of them.
   * @param focus the place within a value that is to vary; everything where it is undefined
   * @param given what is to stand in that place, instead of values made for it
   */
  of(
    a: Schema,
    against: readonly Schema[],
    focus: readonly Step[] | undefined,
    budget: Budget,
    depth = 0,
    given?: readonly unknown[],
  ): unknown[] {
    if (given && focus?.length === 0) return [...given];
    if (a.never || depth > deepest || budget.isSpent) return [];
    const [group] = a.groups;
    if (group) {
      return group.branches
        .flatMap((branch) => this.of(choose(a, group, branch), against, focus, budget, depth, given))
        .slice(0, 4 * most);
    }
    const [condition] = a.conditions;
    if (condition) {
      const rest = decide(a, condition);
      const held = merge(merge(rest, condition.when.schema), condition.holds.schema);
      return [held, merge(rest, condition.fails.schema)]
        .flatMap((each) => this.of(each, against, focus, budget, depth, given))
        .slice(0, 4 * most);
    }
    const hints = against.flatMap((each) => spread(each)).slice(0, 24);
    if (a.enum) return [...a.enum];
    const types = typeNames.filter((type) => takesType(a.types, type));
    const order: TypeName[] = ['string', 'integer', 'number', 'object', 'array', 'boolean', 'null'];
    const asked = new Set<unknown>(hints.flatMap((hint) => hint.enum ?? []));
    const found = order
      .filter((type) => types.includes(type))
      .flatMap((type) => this.#ofType(type, a, hints, { focus, budget, depth, given }));
    const documented = a.examples.filter((value) => takesType(a.types, typeOf(value)));
    return distinct([
      ...documented,
      ...found,
      ...[...asked].filter((value) => takesType(a.types, typeOf(value))),
    ]).slice(0, 4 * most);
  }

  /** One value that a schema takes, or undefined. */
  one(sub: Sub | undefined, depth: number): { value: unknown } | undefined {
    if (!sub) return { value: 'x' };
    if (depth > deepest) return undefined;
    const { forms } = sub.schema;
    const id = `${forms.direction} ${depth} ${sub.id}`;
    if (!this.#plain.has(id)) {
      this.#plain.set(id, []);
      const validator = new Validator(forms.files, forms.direction);
      const value = this.of(sub.schema, [], [], new Budget(plainBudget), depth).find(
        (each) => validator.accepts(sub.at, each) && takesType(sub.schema.types, typeOf(each)),
      );
      if (value !== undefined) this.#plain.set(id, [value]);
    }
    const kept = this.#plain.get(id) ?? [];
    return kept.length > 0 ? { value: kept[0] } : undefined;
  }

  #ofType(type: TypeName, a: Schema, hints: readonly Schema[], aim: Aim): unknown[] {
    switch (type) {
      case 'null':
        return [null];
      case 'boolean':
        return [true, false];
      case 'integer':
        return numbers(a, hints, true);
      case 'number':
        return numbers(a, hints, false);
      case 'string':
        return texts(a, hints);
      case 'array':
        return this.#lists(a, hints, aim);
      case 'object':
        return this.#objects(a, hints, aim);
    }
    return type satisfies never;
  }

  #lists(a: Schema, hints: readonly Schema[], { focus, budget, depth, given }: Aim): unknown[] {
    const item = (index: number): unknown[] => {
      const sub = itemOf(a, index);
      if (sub && isRefused(sub)) return [];
      const one = this.one(sub, depth + 1);
      return one ? [one.value] : [];
    };
    const pad = (start: unknown[], length: number): unknown[] => {
      const list = [...start];
      while (list.length < length) {
        const [value] = item(list.length);
        if (value === undefined) break;
        list.push(a.uniqueItems ? vary(value, list) : value);
      }
      return list;
    };
    const lists: unknown[] = given ? [] : [pad([], a.minItems)];
    if (focus?.length === 0 || focus === undefined) {
      const lengths = [a, ...hints].flatMap((each) => [
        each.minItems - 1,
        each.minItems,
        each.maxItems,
        each.maxItems + 1,
        each.prefix.length,
        each.prefix.length + 1,
      ]);
      for (const length of new Set([1, 2, ...lengths])) {
        if (length >= 0 && length <= 1100) lists.push(pad([], length));
      }
      const [value] = item(0);
      if (value !== undefined) {
        lists.push(
          [value, value],
          ...hints.flatMap((hint) => (hint.uniqueItems ? [pad([value, value], a.minItems)] : [])),
        );
      }
      for (const { sub, minimum, maximum } of [a, ...hints].flatMap((each) => each.contains)) {
        const inner = this.one(sub, depth + 1);
        const counts = [minimum - 1, minimum, maximum, maximum + 1, 1].filter(
          (count) => count > 0 && count <= 100,
        );
        if (inner) {
          for (const count of counts) {
            lists.push(
              pad(
                Array.from({ length: count }, () => inner.value),
                a.minItems,
              ),
            );
          }
        }
      }
    }
    const step = focus?.[0];
    const indexes =
      typeof step === 'number'
        ? [step]
        : focus?.length === 0
          ? []
          : [0, 1, 2].slice(0, Math.max(1, a.prefix.length + 1));
    for (const index of indexes) {
      const sub = itemOf(a, index);
      if (sub && isRefused(sub)) continue;
      const against = hints.flatMap((hint) => itemOf(hint, index)?.schema ?? []);
      const inner = this.of(
        sub?.schema ?? anything(a.forms, []),
        against,
        focus?.slice(1),
        budget,
        deeper(focus, depth),
        given,
      );
      const start = pad([], index);
      if (start.length === index) {
        for (const value of inner.slice(0, most)) {
          if (budget.take()) lists.push(pad([...start, value], a.minItems));
        }
      }
    }
    return lists;
  }

  #objects(a: Schema, hints: readonly Schema[], { focus, budget, depth, given }: Aim): unknown[] {
    const base: Record<string, unknown> = {};
    const fill = (object: Record<string, unknown>, name: string): boolean => {
      if (Object.hasOwn(object, name)) return true;
      const sub = propertyOf(a, name);
      const one = sub && isRefused(sub) ? undefined : this.one(sub, depth + 1);
      if (one) define(object, name, one.value);
      return one !== undefined;
    };
    const complete = (object: Record<string, unknown>): Record<string, unknown> => {
      for (const name of Object.keys(object)) {
        for (const needed of a.dependentRequired.get(name) ?? []) fill(object, needed);
      }
      for (const name of namesOf(a)) if (Object.keys(object).length < a.minProperties) fill(object, name);
      for (let index = 0; Object.keys(object).length < Math.min(a.minProperties, 200); index++) {
        if (!fill(object, `p${index}`)) break;
      }
      return object;
    };
    for (const name of requiredOf(a)) if (!fill(base, name)) return [];
    const objects: Record<string, unknown>[] = given ? [] : [complete({ ...base })];
    const optional = namesOf(a).filter(
      (name) => !Object.hasOwn(base, name) && !isRefused(propertyOf(a, name)),
    );
    if (focus === undefined || focus.length === 0) {
      const full = { ...base };
      for (const name of optional) {
        if (fill(full, name)) {
          const single = { ...base };
          fill(single, name);
          objects.push(complete(single));
        }
      }
      objects.push(complete(full));
      for (const size of new Set(
        [a, ...hints].flatMap((each) => [
          each.minProperties - 1,
          each.minProperties,
          each.maxProperties,
          each.maxProperties + 1,
        ]),
      )) {
        if (size < 0 || size > 200) continue;
        const sized = { ...base };
        for (const name of [...optional, ...Array.from({ length: size }, (_, index) => `p${index}`)]) {
          if (Object.keys(sized).length < size) fill(sized, name);
        }
        objects.push(sized);
      }
    }
    const step = focus?.[0];
    const wanted = hints.flatMap((hint) => [...hint.required, ...namesOf(hint)]);
    const strangers = [
      ...(samples(
        {
          patterns: a.propertyNames.flatMap(({ schema }) => schema.patterns),
          minLength: 1,
          maxLength: Infinity,
        },
        2,
      ) ?? []),
      'somethingElse',
      'X-Other',
      '1',
      '',
    ];
    const patterned = [a, ...hints].flatMap((each) =>
      patternsOf(each).flatMap(
        ([pattern]) => samples({ patterns: [pattern], minLength: 0, maxLength: Infinity }, 2) ?? [],
      ),
    );
    const others = distinct([...patterned, ...strangers, ...wanted]).filter(
      (name) => !namesOf(a).includes(String(name)),
    ) as string[];
    const places =
      typeof step === 'string'
        ? [step]
        : step === anyProperty || focus?.length === 0
          ? others
          : [...namesOf(a), ...others];
    for (const name of places) {
      const sub = propertyOf(a, name) ?? additionalOf(a);
      if (isRefused(sub) || (sub && isHidden(sub))) continue;
      const against = hints.flatMap((hint) => propertyOf(hint, name)?.schema ?? []);
      const inner =
        sub || against.length > 0 || given
          ? this.of(
              sub?.schema ?? anything(a.forms, []),
              against,
              focus?.slice(1),
              budget,
              deeper(focus, depth),
              given,
            )
          : ['x'];
      for (const value of inner.slice(0, most)) {
        if (!budget.take()) break;
        const object = { ...base };
        define(object, name, value);
        objects.push(complete(object));
      }
    }
    return objects;
  }
}

/** Along the way to a place that is known, a value may be as deep as it has to be. */
function deeper(focus: readonly Step[] | undefined, depth: number): number {
  return focus && focus.length > 0 ? depth : depth + 1;
}

/** A schema with the branches it may take, flat: all of them tell bounds. */
function spread(schema: Schema, depth = 0): Schema[] {
  if (depth > 3) return [schema];
  const parts = [
    ...schema.groups.flatMap(({ branches }) => branches),
    ...schema.not,
    ...schema.conditions.flatMap((each) => [each.when, each.holds, each.fails]),
  ];
  return [schema, ...parts.flatMap((sub) => spread(sub.schema, depth + 1))];
}

function numbers(a: Schema, hints: readonly Schema[], whole: boolean): unknown[] {
  const step = a.multipleOf[0] ?? (whole ? 1 : 0.5);
  const edges = [a, ...hints].flatMap((each) => {
    const { low, high } = rangeOf(each, false);
    return [low, high]
      .filter((edge) => Number.isFinite(edge))
      .flatMap((edge) => [edge, edge - step, edge + step, edge - 1, edge + 1]);
  });
  const multiples = [a, ...hints].flatMap((each) =>
    each.multipleOf.flatMap((size) => [size, 2 * size, -size]),
  );
  const all = [
    1,
    0,
    2,
    3,
    -1,
    7,
    10,
    100,
    ...edges,
    ...multiples,
    ...(whole ? [2 ** 31, -(2 ** 31) - 1, 2 ** 40, 2 ** 63] : [0.5, 1.5, 0.25, -0.001, 1e21]),
  ];
  const range = rangeOf(a, whole);
  return distinct(
    all.map((value) =>
      a.multipleOf.length > 0 && !a.multipleOf.every((size) => isMultiple(value, size))
        ? Math.round(value / step) * step
        : value,
    ),
  ).filter(
    (value) =>
      (!whole || Number.isInteger(value)) &&
      (value as number) >= range.low &&
      (value as number) <= range.high,
  );
}

function texts(a: Schema, hints: readonly Schema[]): unknown[] {
  const own = { patterns: a.patterns, minLength: a.minLength, maxLength: a.maxLength };
  const lengths = [a, ...hints].flatMap((each) => [
    each.minLength - 1,
    each.minLength,
    each.maxLength,
    each.maxLength + 1,
  ]);
  const fitting = lengths.filter(
    (length) => length >= 0 && length <= 200_000 && length >= a.minLength && length <= a.maxLength,
  );
  const known = [...a.formats, ...hints.flatMap(({ formats }) => formats)].flatMap(
    (format) => formatSamples[format] ?? [],
  );
  const plain = ['text', 'a', '', ' ', 'ação 1', '0', 'A-b_c', '😀', 'x'.repeat(40)];
  const patterned = a.patterns.length === 0 ? [] : (samples(own, 3) ?? []);
  const stretched = [...patterned, ...plain.slice(0, 2)].flatMap((text) =>
    fitting.map((length) => stretch(text, length, a.patterns)),
  );
  const beyond = hints.flatMap((hint) =>
    hint.patterns.length === 0
      ? []
      : (difference(own, { patterns: hint.patterns, minLength: 0, maxLength: Infinity }) ?? []),
  );
  const counted =
    a.patterns.length === 0
      ? []
      : fitting.flatMap((length) =>
          length <= 300 ? (samples({ ...own, minLength: length, maxLength: length }, 1) ?? []) : [],
        );
  const first = a.formats.length > 0 ? known : patterned;
  return distinct([...first, ...plain, ...known, ...patterned, ...beyond, ...stretched, ...counted]).filter(
    (text) => {
      const length = characters(text as string).length;
      return (
        length >= a.minLength &&
        length <= a.maxLength &&
        a.patterns.every((pattern) => matches(pattern, text as string))
      );
    },
  );
}

/** The text at another length, a letter of its own repeated where its patterns allow it. */
function stretch(text: string, length: number, patterns: readonly string[]): string {
  const letters = characters(text);
  if (letters.length >= length) return letters.slice(0, length).join('');
  for (const place of [letters.length - 1, 0, Math.floor(letters.length / 2)]) {
    const [before, after] = [letters.slice(0, Math.max(place, 0)), letters.slice(Math.max(place, 0))];
    const longer = `${before.join('')}${(letters[place] ?? 'a').repeat(length - letters.length)}${after.join('')}`;
    if (patterns.every((pattern) => matches(pattern, longer))) return longer;
  }
  return text;
}

function vary(value: unknown, taken: readonly unknown[]): unknown {
  if (typeof value === 'string') return `${value}${taken.length || ''}`;
  return typeof value === 'number' ? value + taken.length : value;
}

/** Sets a property whatever its name: `__proto__` would set something else. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function distinct(list: readonly unknown[]): unknown[] {
  return [...new Map(list.map((each) => [stable(each), each])).values()];
}
