import { isRecord } from '../oracle/template.ts';
import { absent, schemaOf, type Operator } from './operators.ts';

/** A place of a value: names, and `*` for every item of a list. */
export type Place = readonly string[];

/** Every place of a value but its root: properties, lists, and what their items have. */
export function placesOf(value: unknown, here: Place = []): Place[] {
  if (Array.isArray(value)) {
    const below = (value as unknown[]).flatMap((item) => placesOf(item, [...here, '*']));
    return unique(below);
  }
  if (!isRecord(value)) return [];
  return unique(
    Object.entries(value).flatMap(([name, each]) => [[...here, name], ...placesOf(each, [...here, name])]),
  );
}

function unique(places: Place[]): Place[] {
  return [...new Map(places.map((place) => [place.join('/'), place])).values()];
}

/** The value with one place of it spoiled, in every item where the operator changes something; undefined: in none. */
export function spoiled(
  value: unknown,
  place: Place,
  operator: Operator,
  { previous, schema }: { previous: unknown; schema: unknown },
): { value: unknown } | undefined {
  const root = structuredClone(value);
  let changed = false;
  const here = schemaOf(
    schema,
    place.map((name) => (name === '*' ? '0' : name)),
  );
  visit(root, place, (holder, name, index, holders) => {
    const other = holders[(index + 1) % holders.length];
    const result = operator.spoil(holder[name], {
      previous: at(previous, place, index),
      siblings: Object.fromEntries(Object.entries(holder).filter(([each]) => each !== name)),
      another: other === holder ? undefined : other?.[name],
      schema: here,
    });
    changed ||= result !== undefined;
    return result;
  });
  return changed ? { value: root } : undefined;
}

type Holder = Record<string, unknown>;

function visit(
  root: unknown,
  place: Place,
  change: (holder: Holder, name: string, index: number, holders: Holder[]) => { value: unknown } | undefined,
): void {
  const name = place.at(-1) ?? '';
  const holders = holdersOf(root, place.slice(0, -1)).filter((holder) => Object.hasOwn(holder, name));
  // All are read before any is written: one item's value may become another's.
  const results = holders.map((holder, index) => change(holder, name, index, holders));
  for (const [index, result] of results.entries()) {
    const holder = holders[index];
    if (!result || !holder) continue;
    if (result.value === absent) delete holder[name];
    else holder[name] = result.value;
  }
}

function holdersOf(value: unknown, place: Place): Holder[] {
  const [name, ...rest] = place;
  if (name === undefined) return isRecord(value) ? [value] : [];
  if (name === '*') return Array.isArray(value) ? value.flatMap((item) => holdersOf(item, rest)) : [];
  return isRecord(value) ? holdersOf(value[name], rest) : [];
}

function at(value: unknown, place: Place, index: number): unknown {
  const name = place.at(-1) ?? '';
  const holders = holdersOf(value, place.slice(0, -1));
  return (holders[index] ?? holders[0])?.[name];
}
