import type { Context, Location } from './redocly.ts';

/** A node of the document and where it stands. */
export interface Place {
  readonly node: unknown;
  readonly location: Location;
}

export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(node: unknown): node is Mapping {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

export function isReference(node: unknown): node is { readonly $ref: string } {
  return isMapping(node) && typeof node['$ref'] === 'string';
}

/** The place that a `$ref` leads to, through as many as there are; the place itself when it is none. */
export function follow(context: Context, place: Place): Place {
  let current = place;
  for (let hops = 0; isReference(current.node) && hops < 50; hops += 1) {
    const { node, location } = context.resolve(current.node, current.location.source.absoluteRef);
    if (location === undefined) return { node: undefined, location: current.location };
    current = { node, location };
  }
  return current;
}

/** The child under a key as it is written, references not followed. */
export function child(place: Place, key: string | number): Place | undefined {
  const node = (place.node as Record<string | number, unknown> | null | undefined)?.[key];
  return node === undefined ? undefined : { node, location: place.location.child([key]) };
}

/** The place at the end of a path of keys, references followed at every step. */
export function at(context: Context, place: Place, ...keys: (string | number)[]): Place | undefined {
  let current = follow(context, place);
  for (const key of keys) {
    const next = child(current, key);
    if (next === undefined) return undefined;
    current = follow(context, next);
  }
  return current;
}

/** Keys and children of a mapping as they are written; empty for anything else. */
export function members(place: Place | undefined): [key: string, place: Place][] {
  if (!isMapping(place?.node)) return [];
  return Object.keys(place.node).map((key) => [key, child(place, key) as Place]);
}

/** Children of a list as they are written; empty for anything else. */
export function items(place: Place | undefined): Place[] {
  if (!Array.isArray(place?.node)) return [];
  return place.node.map((_, index) => child(place, index) as Place);
}
