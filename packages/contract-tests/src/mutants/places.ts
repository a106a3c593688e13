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
  { previous, schema }: { previous: unknown; schema: Record<string, unknown> },
): { value: unknown } | undefined {
  const name = place.at(-1) ?? '';
  const holders = holdersAt(value, place).filter((holder) => Object.hasOwn(holder, name));
  if (holders.length === 0) return undefined;
  const before = holdersAt(previous, place);
  const results = new Map<Holder, { value: unknown }>();
  for (const [index, holder] of holders.entries()) {
    const other = holders[(index + 1) % holders.length];
    const result = operator.spoil(holder[name], {
      previous: (before[index] ?? before[0])?.[name],
      get siblings() {
        return Object.fromEntries(Object.entries(holder).filter(([each]) => each !== name));
      },
      another: other === holder ? undefined : other?.[name],
      schema,
    });
    if (result) results.set(holder, result);
  }
  return results.size === 0 ? undefined : { value: rewritten(value, place, results) };
}

type Holder = Record<string, unknown>;

/** A copy in which the place has what came of it; all that does not lead there is the same as before. */
function rewritten(
  value: unknown,
  [name = '', ...rest]: Place,
  results: ReadonlyMap<Holder, { value: unknown }>,
): unknown {
  if (name === '*' && rest.length > 0) {
    return Array.isArray(value) ? value.map((item) => rewritten(item, rest, results)) : value;
  }
  if (!isRecord(value)) return value;
  if (rest.length > 0) {
    return Object.hasOwn(value, name) ? { ...value, [name]: rewritten(value[name], rest, results) } : value;
  }
  const result = results.get(value);
  if (!result) return value;
  const copy = { ...value, [name]: result.value };
  if (result.value === absent) delete copy[name];
  return copy;
}

/** The schema of a place, by the schema of the whole. */
export function schemaAt(schema: unknown, place: Place): Record<string, unknown> {
  return schemaOf(
    schema,
    place.map((name) => (name === '*' ? '0' : name)),
  );
}

/** What was found in a value already: every operator asks for the same places of it, and nobody changes it. */
const foundBefore = new WeakMap<object, Map<Place, Holder[]>>();

/** Every object of a value that holds the place. */
function holdersAt(value: unknown, place: Place): Holder[] {
  if (typeof value !== 'object' || value === null) return [];
  const known = foundBefore.get(value) ?? new Map<Place, Holder[]>();
  foundBefore.set(value, known);
  const found = known.get(place) ?? holdersOf(value, place.slice(0, -1));
  known.set(place, found);
  return found;
}

function holdersOf(value: unknown, place: Place): Holder[] {
  const [name, ...rest] = place;
  if (name === undefined) return isRecord(value) ? [value] : [];
  if (name === '*') return Array.isArray(value) ? value.flatMap((item) => holdersOf(item, rest)) : [];
  return isRecord(value) ? holdersOf(value[name], rest) : [];
}
