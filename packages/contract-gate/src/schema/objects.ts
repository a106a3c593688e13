import { anyProperty, below, type Gap, gap, type Proof, locate } from './gap.ts';
import {
  additionalOf,
  isClosed,
  isRefused,
  names,
  namesOf,
  patternsOf,
  propertyOf,
  requiredOf,
} from './members.ts';
import type { Schema, Sub } from './schema.ts';

/** Objects: what of `a` is not shown to be within `b`. */
export function objectGaps(a: Schema, b: Schema, inclusion: Proof): Gap[] {
  const gaps: Gap[] = [];
  const required = new Set(requiredOf(a));
  for (const name of requiredOf(b)) {
    if (!required.has(name)) gaps.push(gap('required', a, b, { property: name }));
  }
  const named = namesOf(a).filter((name) => !isRefused(propertyOf(a, name)));
  if (Math.max(a.minProperties, required.size) < b.minProperties) gaps.push(gap('minProperties', a, b));
  if (Math.min(a.maxProperties, isClosed(a) ? named.length : Infinity) > b.maxProperties) {
    gaps.push(gap('maxProperties', a, b));
  }
  for (const name of new Set([...namesOf(a), ...namesOf(b)])) {
    gaps.push(...propertyGaps(a, b, name, inclusion));
  }
  gaps.push(...restGaps(a, b, inclusion), ...dependencyGaps(a, b, inclusion));
  for (const sub of b.propertyNames) {
    const shown = a.propertyNames.some((own) => !inclusion.isOpen(own, sub));
    if (!shown && !(isClosed(a) && named.every((name) => inclusion.accepts(b, sub, name)))) {
      gaps.push(gap('propertyNames', a, b));
    }
  }
  return gaps;
}

function propertyGaps(a: Schema, b: Schema, name: string, inclusion: Proof): Gap[] {
  const [x, y] = [propertyOf(a, name), propertyOf(b, name)];
  if (isRefused(x) || !y) return [];
  if (isRefused(y)) {
    const flagged = y.schema.readOnly ? 'readOnly' : y.schema.writeOnly ? 'writeOnly' : undefined;
    // What a reply newly carries is one more property.
    if (flagged && inclusion.direction(a) === 'reply') return [];
    if (flagged) {
      return below(name, [gap(flagged, x?.schema ?? inclusion.anything(a), y.schema, { property: name })]);
    }
    const from = propertyLocation(a, name) ?? locate(a);
    const to = propertyLocation(b, name) ?? locate(b, 'additionalProperties');
    return [
      {
        path: [name],
        keyword: 'properties',
        from: { schema: x?.schema ?? inclusion.anything(a), at: from },
        to: { schema: y.schema, at: to },
        open: true,
        property: name,
      },
    ];
  }
  // What nobody ever described may be described now: an open object takes names of the future.
  if (!names(a, name) && (!x || isAnything(x.schema)) && names(b, name)) return [];
  return below(name, inclusion.gaps(x, y)).map((each) => ({ property: name, ...each }));
}

/** Properties that no name mentions. */
function restGaps(a: Schema, b: Schema, inclusion: Proof): Gap[] {
  const gaps: Gap[] = [];
  const [x, y] = [additionalOf(a), additionalOf(b)];
  const closed = isRefused(x);
  if (!closed && isRefused(y)) {
    gaps.push({ ...gap('additionalProperties', a, b, {}, 'unevaluatedProperties'), path: [anyProperty] });
  } else if (!closed && y) gaps.push(...below(anyProperty, inclusion.gaps(x, y)));
  const own = new Map(patternsOf(a));
  for (const [pattern, sub] of patternsOf(b)) {
    const same = own.get(pattern);
    if (same) gaps.push(...below(anyProperty, inclusion.gaps(same, sub)));
    else if (!closed && inclusion.isOpen(x, sub)) {
      gaps.push({ ...gap('patternProperties', a, b, { detail: pattern }), path: [anyProperty] });
    }
  }
  for (const [pattern, sub] of patternsOf(a)) {
    if (patternsOf(b).some(([other]) => other === pattern)) continue;
    if (isRefused(y)) {
      gaps.push({ ...gap('patternProperties', a, b, { detail: pattern }), path: [anyProperty] });
    } else if (y) gaps.push(...below(anyProperty, inclusion.gaps(sub, y)));
  }
  return gaps;
}

function dependencyGaps(a: Schema, b: Schema, inclusion: Proof): Gap[] {
  const gaps: Gap[] = [];
  const required = new Set(requiredOf(a));
  for (const [name, needed] of b.dependentRequired) {
    if (isRefused(propertyOf(a, name))) continue;
    const certain = new Set([...required, ...(a.dependentRequired.get(name) ?? [])]);
    if (!needed.every((each) => certain.has(each))) {
      gaps.push(gap('dependentRequired', a, b, { detail: name }));
    }
  }
  for (const [name, sub] of b.dependentSchemas) {
    if (isRefused(propertyOf(a, name))) continue;
    const own = a.dependentSchemas.get(name);
    const withName = { ...a, required: new Set([...a.required, name]) };
    if (own && !inclusion.isOpen(own, sub)) continue;
    if (inclusion.schemaGaps(withName, sub.schema).some(({ open }) => open)) {
      gaps.push(gap('dependentSchemas', a, b, { detail: name }));
    }
  }
  return gaps;
}

/** Where `properties` names it. */
export function propertyLocation(schema: Schema, name: string): Sub['at'][number] | undefined {
  return schema.layers.flatMap(({ properties }) => properties.get(name)?.at ?? [])[0];
}

/** A value of any kind, as far as keywords go. */
export function isAnything(schema: Schema): boolean {
  return schema.from.size === 0 && !schema.never;
}
