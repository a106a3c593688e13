import { at, child, follow, isMapping, items, members, type Mapping, type Place } from './place.ts';
import type { Context, Location } from './redocly.ts';

/** The schema and the parts that it is made of by `allOf`, references followed. */
function parts(context: Context, schema: Place): Place[] {
  const own = follow(context, schema);
  return [own, ...items(child(own, 'allOf')).flatMap((part) => parts(context, part))];
}

/** Property of an object schema, `allOf` included, references followed. */
export function property(context: Context, schema: Place, name: string): Place | undefined {
  for (const part of parts(context, schema)) {
    const found = at(context, part, 'properties', name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names that an object schema requires, `allOf` included. */
export function required(context: Context, schema: Place): string[] {
  return parts(context, schema).flatMap((part) =>
    items(child(part, 'required')).map(({ node }) => String(node)),
  );
}

export function asMapping(place: Place | undefined): Mapping {
  return isMapping(place?.node) ? place.node : {};
}

/**
 * Every schema that a value of `schema` is judged by, references followed, each once.
 * Conditions (`if`, `then`, `else`, `not`) are left out: they sharpen a schema that is visited already.
 */
export function reachable(context: Context, schema: Place, seen = new Set<string>()): Place[] {
  const here = follow(context, schema);
  const id = `${here.location.source.absoluteRef}${here.location.pointer}`;
  if (!isMapping(here.node) || seen.has(id)) return [];
  seen.add(id);
  const below = [
    ...members(child(here, 'properties')).map(([, place]) => place),
    ...['items', 'additionalProperties'].flatMap((key) => child(here, key) ?? []),
    ...['allOf', 'oneOf', 'anyOf', 'prefixItems'].flatMap((key) => items(child(here, key))),
  ];
  return [here, ...below.flatMap((place) => reachable(context, place, seen))];
}

/** Whether a schema stands below a condition, where it sharpens what another place says in full. */
export function isCondition(location: Location): boolean {
  return /\/(if|then|else|not)(\/|$)/.test(location.pointer);
}
