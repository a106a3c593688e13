import { type Gap, gap, type Proof, locate } from './gap.ts';
import { isClosed, isRefused, propertyOf } from './members.ts';
import { propertyLocation } from './objects.ts';
import { type Schema, stable } from './schema.ts';

/**
 * What somebody may notice though all values pass: a property that is gone, another default, another reading, a promise taken back.
 * `a` gives the values, `b` judges them; which of them is the older one depends on the direction.
 */
export function notes(a: Schema, b: Schema, inclusion: Proof): Gap[] {
  const request = a.forms.direction === 'request';
  const [older, newer] = request ? [a, b] : [b, a];
  const found: Gap[] = [];
  const note = (keyword: string, ...at: string[]): void => {
    found.push(gap(keyword, a, b, { open: false }, ...at));
  };
  if (
    older.default &&
    older.from.size > 0 &&
    newer.from.size > 0 &&
    stable(older.default.value) !== stable(newer.default?.value)
  ) {
    note('default');
  }
  if (
    older.source === 'documented' &&
    newer.source !== 'documented' &&
    newer.at.length > 0 &&
    a.from.size > 0 &&
    b.from.size > 0
  ) {
    note('x-atteny-source');
  }
  for (const keyword of ['contentEncoding', 'contentMediaType', 'contentSchema']) {
    if (
      stable(older.meanings.get(keyword)) !== stable(newer.meanings.get(keyword)) &&
      newer.from.size > 0 &&
      older.from.size > 0
    ) {
      note(keyword);
    }
  }
  found.push(...discriminatorNotes(a, b, older, newer, inclusion), ...removed(a, b, older, newer));
  if (!request && older.prefix.length > newer.prefix.length && isRefused(newer.items)) note('prefixItems');
  return found;
}

function removed(a: Schema, b: Schema, older: Schema, newer: Schema): Gap[] {
  if (!newer.types.has('object') || !older.types.has('object')) return [];
  const named = (schema: Schema): string[] =>
    schema.layers
      .flatMap(({ properties }) => [...properties.keys()])
      .filter((name) => !isRefused(propertyOf(schema, name)));
  const [before, after] = [named(older), mentioned(newer)];
  return before
    .filter((name) => !after.includes(name))
    .map((property) => {
      const from = propertyLocation(a, property) ?? locate(a, 'properties');
      const to = propertyLocation(b, property) ?? locate(b, 'properties');
      return {
        path: [property],
        keyword: 'removed',
        from: { schema: a, at: from },
        to: { schema: b, at: to },
        open: false,
        property,
        detail: isClosed(newer) ? 'closed' : 'open',
      };
    });
}

/** The names that a schema knows, in any of its branches. */
function mentioned(schema: Schema, depth = 0): string[] {
  const own = schema.layers
    .flatMap(({ properties }) => [...properties.keys()])
    .filter((name) => !isRefused(propertyOf(schema, name)));
  if (depth > 3) return own;
  const parts = [
    ...schema.groups.flatMap(({ branches }) => branches),
    ...schema.conditions.flatMap((each) => [each.when, each.holds, each.fails]),
    ...schema.dependentSchemas.values(),
  ];
  return [...own, ...parts.flatMap((sub) => mentioned(sub.schema, depth + 1))];
}

function discriminatorNotes(a: Schema, b: Schema, older: Schema, newer: Schema, inclusion: Proof): Gap[] {
  const [was, is] = [older.discriminator, newer.discriminator];
  if (!was && !is) return [];
  const at = (detail: string): Gap[] => [gap('discriminator', a, b, { open: false, detail })];
  if (!was || !is) return at(was ? 'gone' : 'new');
  if (was.property !== is.property) return at('property');
  return [...was.mapping].flatMap(([value, before]) => {
    if (!is.mapping.has(value)) return at(`lost ${value}`);
    const after = is.mapping.get(value);
    const [x, y] = older === a ? [before, after] : [after, before];
    // Where a value leads must still be the same kind of thing; what changed within it is told where it changed.
    return x &&
      y &&
      inclusion
        .near(x, y)
        .some(
          ({ open, path, keyword }) => open && path.length <= 1 && (keyword === 'enum' || keyword === 'type'),
        )
      ? at(`moved ${value}`)
      : [];
  });
}
