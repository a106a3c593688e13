import { arrayGaps } from './arrays.ts';
import { disjoint } from './disjoint.ts';
import { type Gap, gap, type Proof } from './gap.ts';
import { propertyOf, requiredOf } from './members.ts';
import { merge } from './merge.ts';
import { settle } from './normal-form.ts';
import { notes } from './notes.ts';
import { objectGaps } from './objects.ts';
import type { Same } from './same.ts';
import { scalarGaps } from './scalars.ts';
import { anything, type Direction, type Group, type Schema, stable, type Sub, takesType } from './schema.ts';
import { Validator } from './valid.ts';

/**
 * Shows, keyword by keyword, that every value of one schema is a value of another, and tells where that cannot be shown.
 * A schema that contains itself is taken to be included where the same question is already being asked.
 */
export class Inclusion implements Proof {
  readonly #same: Same;
  readonly #known = new Map<string, Gap[]>();
  readonly #asked: string[] = [];
  #leansOn = Infinity;
  #depth = 0;

  constructor(same: Same) {
    this.#same = same;
  }

  /** Undefined stands for a schema that takes anything. */
  gaps(a: Sub | undefined, b: Sub | undefined): Gap[] {
    if (!a || !b) {
      const forms = (a ?? b)?.schema.forms;
      return forms ? this.schemaGaps(a?.schema ?? anything(forms, []), b?.schema ?? anything(forms, [])) : [];
    }
    if (this.#same.schemas(a, b)) return [];
    const question = `${a.schema.forms.direction} ${a.id} ⊆ ${b.id}`;
    const known = this.#known.get(question);
    if (known) return known;
    const asked = this.#asked.indexOf(question);
    if (asked >= 0) {
      this.#leansOn = Math.min(this.#leansOn, asked);
      return [];
    }
    const depth = this.#asked.push(question) - 1;
    const outer = this.#leansOn;
    this.#leansOn = Infinity;
    const gaps = this.schemaGaps(a.schema, b.schema);
    this.#asked.pop();
    // What leans on a question that is still open counts for that question alone.
    if (this.#leansOn >= depth) this.#known.set(question, gaps);
    this.#leansOn = Math.min(outer, this.#leansOn >= depth ? Infinity : this.#leansOn);
    return gaps;
  }

  /** Whether inclusion is not shown. */
  isOpen(a: Sub | undefined, b: Sub | undefined): boolean {
    return this.gaps(a, b).some(({ open }) => open);
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
    // Never seen; it would say «not shown» rather than not end.
    if (this.#depth > 150) return [gap('type', a, b)];
    this.#depth++;
    try {
      return this.#judged(a, b);
    } finally {
      this.#depth--;
    }
  }

  #judged(a: Schema, b: Schema): Gap[] {
    const noted = notes(a, b, this);
    if (b.never) return [...noted, gap('type', a, b)];
    const listed = listedValues(a);
    if (listed) return [...noted, ...this.#listGaps(a, b, listed)];
    const direct = this.#direct(a, b);
    if (!direct.some(({ open }) => open)) return [...noted, ...direct];
    const parts = this.#split(a, b);
    if (!parts) return [...noted, ...direct];
    return [...noted, ...parts.flatMap((part) => this.schemaGaps(part, b))];
  }

  #listGaps(a: Schema, b: Schema, values: readonly unknown[]): Gap[] {
    const refused = values.filter((value) => judge(a, value) && !judge(b, value));
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
    const attempts = group.branches.map(({ schema }) =>
      this.schemaGaps(a, closing ? settle(merge(rest, schema)) : asPartOf(b, schema)),
    );
    const fitting = attempts.findIndex((gaps) => !gaps.some(({ open }) => open));
    if (fitting >= 0) {
      const others = group.branches.filter((_, index) => index !== fitting);
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
        cost:
          cost(gaps) +
          (group.branches.length > 1 && disjoint(a, group.branches[index]?.schema ?? a) ? 2 * apart : 0),
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
    const [group, ...groups] = a.groups;
    if (group) {
      return group.branches.map((branch) => {
        const part = merge({ ...a, groups }, branch.schema);
        const others = group.kind === 'oneOf' ? group.branches.filter((each) => each !== branch) : [];
        return settle({
          ...part,
          not: [...part.not, ...others],
          at: [...branch.at, ...part.at.filter((at) => !branch.at.includes(at))],
        });
      });
    }
    const [condition, ...conditions] = a.conditions;
    if (condition) {
      return [
        settle(merge(merge({ ...a, conditions }, condition.when.schema), condition.holds.schema)),
        settle({ ...merge({ ...a, conditions }, condition.fails.schema), not: [...a.not, condition.when] }),
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

/** A branch with the mark and the default that stand beside the choice, and so hold for each branch. */
function asPartOf({ source, default: byDefault }: Schema, branch: Schema): Schema {
  return {
    ...(source !== undefined && { source }),
    ...(byDefault && { default: byDefault }),
    ...branch,
  };
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

function judge(schema: Schema, value: unknown): boolean {
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
