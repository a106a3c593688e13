import type { Location } from '../document/files.ts';
import {
  type Bound,
  type Condition,
  type Group,
  type Schema,
  stable,
  type Sub,
  takesType,
  type TypeName,
} from './schema.ts';

/** Both at once. */
export function merge(a: Schema, b: Schema): Schema {
  const both = (x: Sub, y: Sub): Sub => a.forms.both(x, y);
  const from = new Map<string, Location>(b.from);
  for (const [keyword, at] of a.from) {
    if (!b.from.has(keyword) || saysMore(keyword, a, b)) from.set(keyword, at);
  }
  const types = new Set<TypeName>(
    [...a.types]
      .filter((type) => takesType(b.types, type))
      .concat([...b.types].filter((type) => takesType(a.types, type))),
  );
  const values = a.enum && b.enum ? common(a.enum, b.enum) : (a.enum ?? b.enum);
  const minimum = stricter(a.minimum, b.minimum, 1);
  const maximum = stricter(a.maximum, b.maximum, -1);
  const length = Math.max(a.prefix.length, b.prefix.length);
  const items = a.items && b.items ? both(a.items, b.items) : (a.items ?? b.items);
  const discriminator = a.discriminator ?? b.discriminator;
  const unevaluatedProperties = a.unevaluatedProperties ?? b.unevaluatedProperties;
  const unevaluatedItems = a.unevaluatedItems ?? b.unevaluatedItems;
  const source = a.source ?? b.source;
  const decided = new Set([...a.decided, ...b.decided]);
  const byDefault = a.default ?? b.default;
  return {
    forms: a.forms,
    at: distinct([...a.at, ...b.at], ({ file, pointer }) => `${file}${pointer}`),
    from,
    never: a.never || b.never || types.size === 0 || values?.length === 0,
    types,
    ...(values && { enum: values }),
    ...(minimum && { minimum }),
    ...(maximum && { maximum }),
    multipleOf: distinct([...a.multipleOf, ...b.multipleOf], String),
    minLength: Math.max(a.minLength, b.minLength),
    maxLength: Math.min(a.maxLength, b.maxLength),
    patterns: distinct([...a.patterns, ...b.patterns], String),
    formats: distinct([...a.formats, ...b.formats], String),
    minItems: Math.max(a.minItems, b.minItems),
    maxItems: Math.min(a.maxItems, b.maxItems),
    uniqueItems: a.uniqueItems || b.uniqueItems,
    prefix: Array.from({ length }, (_, index) => {
      const [x, y] = [a.prefix[index] ?? a.items, b.prefix[index] ?? b.items];
      return x && y ? both(x, y) : ((x ?? y) as Sub);
    }),
    ...(items && { items }),
    contains: [...a.contains, ...b.contains],
    minProperties: Math.max(a.minProperties, b.minProperties),
    maxProperties: Math.min(a.maxProperties, b.maxProperties),
    required: new Set([...a.required, ...b.required]),
    layers: [...a.layers, ...b.layers],
    propertyNames: distinct([...a.propertyNames, ...b.propertyNames], ({ id }) => id),
    dependentRequired: mergeMaps(a.dependentRequired, b.dependentRequired, (x, y) => [
      ...new Set([...x, ...y]),
    ]),
    dependentSchemas: mergeMaps(a.dependentSchemas, b.dependentSchemas, both),
    decided,
    groups: distinct([...a.groups, ...b.groups], groupId).filter((each) => !decided.has(groupId(each))),
    not: distinct([...a.not, ...b.not], ({ id }) => id),
    conditions: distinct([...a.conditions, ...b.conditions], conditionId).filter(
      (each) => !decided.has(conditionId(each)),
    ),
    ...(unevaluatedProperties && { unevaluatedProperties }),
    ...(unevaluatedItems && { unevaluatedItems }),
    meanings: new Map([...b.meanings, ...a.meanings]),
    unknown: new Map([...b.unknown, ...a.unknown]),
    ...(discriminator && { discriminator }),
    readOnly: a.readOnly || b.readOnly,
    writeOnly: a.writeOnly || b.writeOnly,
    ...(source !== undefined && { source }),
    ...(byDefault && { default: byDefault }),
    examples: [...a.examples, ...b.examples].slice(0, 8),
  };
}

/** One branch of a choice, with all that stands beside the choice. */
export function choose(a: Schema, group: Group, branch: Sub): Schema {
  const groups = a.groups.filter((each) => each !== group);
  return merge({ ...a, groups, decided: new Set([...a.decided, groupId(group)]) }, branch.schema);
}

/** What is left of a schema when one of its conditions has been decided. */
export function decide(a: Schema, condition: Condition): Schema {
  return {
    ...a,
    conditions: a.conditions.filter((each) => each !== condition),
    decided: new Set([...a.decided, conditionId(condition)]),
  };
}

function saysMore(keyword: string, a: Schema, b: Schema): boolean {
  switch (keyword) {
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return a[keyword] >= b[keyword];
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return a[keyword] <= b[keyword];
    default:
      return true;
  }
}

function stricter(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (!a || !b) return a ?? b;
  if (a.value === b.value) return a.exclusive ? a : b;
  return a.value * sign > b.value * sign ? a : b;
}

function common(a: readonly unknown[], b: readonly unknown[]): unknown[] {
  const texts = new Set(b.map(stable));
  return a.filter((value) => texts.has(stable(value)));
}

export function groupId({ kind, branches }: Group): string {
  return `${kind} ${branches.map(({ id }) => id).join(' ')}`;
}

function conditionId({ when, holds, fails }: Condition): string {
  return `if ${when.id} ${holds.id} ${fails.id}`;
}

function distinct<T>(list: readonly T[], id: (each: T) => string): T[] {
  return [...new Map(list.map((each) => [id(each), each])).values()];
}

function mergeMaps<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  both: (x: T, y: T) => T,
): Map<string, T> {
  const merged = new Map(a);
  for (const [name, each] of b) {
    const other = merged.get(name);
    merged.set(name, other === undefined ? each : both(other, each));
  }
  return merged;
}
