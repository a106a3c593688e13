import { areDisjoint } from './languages.ts';
import { isRefused, names, propertyOf, requiredOf } from './members.ts';
import { choose } from './merge.ts';
import { rangeOf } from './scalars.ts';
import { type Schema, takesType, type TypeName } from './schema.ts';
import { Validator } from './valid.ts';

/** Whether it is shown that no value fits both. They may come from different documents. */
export function disjoint(a: Schema, b: Schema, depth = 0): boolean {
  if (a.never || b.never) return true;
  if (depth > 4) return false;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (one.enum) {
      const validator = new Validator(other.forms.files, other.forms.direction);
      if (one.enum.every((value) => !validator.accepts(other.at, value))) return true;
    }
    const [group] = one.groups;
    if (group?.branches.every((branch) => disjoint(choose(one, group, branch), other, depth + 1))) {
      return true;
    }
  }
  return [...a.types]
    .filter((type) => takesType(b.types, type))
    .concat([...b.types].filter((type) => takesType(a.types, type)))
    .every((type) => disjointIn(type, a, b, depth));
}

function disjointIn(type: TypeName, a: Schema, b: Schema, depth: number): boolean {
  if (type === 'integer' || type === 'number') {
    const [x, y] = [rangeOf(a, type === 'integer'), rangeOf(b, type === 'integer')];
    return x.low > y.high || y.low > x.high;
  }
  if (type === 'string') {
    if (a.minLength > b.maxLength || b.minLength > a.maxLength) return true;
    return a.patterns.length > 0 && b.patterns.length > 0 && areDisjoint(a, b);
  }
  if (type === 'array') return a.minItems > b.maxItems || b.minItems > a.maxItems;
  if (type !== 'object') return false;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const name of requiredOf(one)) {
      const [x, y] = [propertyOf(one, name), propertyOf(other, name)];
      if (isRefused(y)) return true;
      if (x && y && names(other, name) && disjoint(x.schema, y.schema, depth + 1)) return true;
    }
  }
  return false;
}
