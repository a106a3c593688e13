import type { Layer, Schema, Sub } from './schema.ts';

/** The names that a schema of objects mentions. */
export function namesOf(schema: Schema): string[] {
  const named = schema.layers.flatMap(({ properties }) => [...properties.keys()]);
  return [...new Set([...named, ...schema.required])];
}

/** Whether `properties` names it, in any layer. */
export function names(schema: Schema, name: string): boolean {
  return schema.layers.some(({ properties }) => properties.has(name));
}

/** What a property of this name has to be; undefined where everything goes. */
export function propertyOf(schema: Schema, name: string): Sub | undefined {
  return conjunction(
    schema,
    schema.layers.flatMap((layer) => fromLayer(layer, name)),
  );
}

/** What a property has to be that no name and no pattern mentions. */
export function additionalOf(schema: Schema): Sub | undefined {
  return conjunction(
    schema,
    schema.layers.flatMap(({ additional }) => additional ?? []),
  );
}

/** A property that this direction does not carry: `readOnly` in a request, `writeOnly` in a reply. */
export function isHidden(sub: Sub): boolean {
  const { forms, readOnly, writeOnly } = sub.schema;
  return forms.direction === 'request' ? readOnly : writeOnly;
}

export function isRefused(sub: Sub | undefined): boolean {
  return sub !== undefined && (sub.schema.never || isHidden(sub));
}

/** The names that a value has to have. */
export function requiredOf(schema: Schema): string[] {
  return [...schema.required].filter((name) => {
    const sub = propertyOf(schema, name);
    return sub === undefined || !isHidden(sub);
  });
}

export function isClosed(schema: Schema): boolean {
  return isRefused(additionalOf(schema)) && schema.layers.every(({ patterns }) => patterns.length === 0);
}

export function patternsOf(schema: Schema): (readonly [pattern: string, sub: Sub])[] {
  return schema.layers.flatMap(({ patterns }) => patterns);
}

/** What the item at an index has to be; undefined where everything goes. */
export function itemOf(schema: Schema, index: number): Sub | undefined {
  return schema.prefix[index] ?? schema.items;
}

export function matches(pattern: string, text: string): boolean {
  return expression(pattern)?.test(text) ?? true;
}

const expressions = new Map<string, RegExp | undefined>();

/** A pattern as ECMA reads it; undefined when it is none. */
export function expression(pattern: string): RegExp | undefined {
  if (!expressions.has(pattern)) expressions.set(pattern, compile(pattern, 'u') ?? compile(pattern, ''));
  return expressions.get(pattern);
}

function compile(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

function fromLayer(layer: Layer, name: string): Sub[] {
  const own = layer.properties.get(name);
  const matched = layer.patterns.filter(([pattern]) => matches(pattern, name)).map(([, sub]) => sub);
  if (own || matched.length > 0) return [...(own ? [own] : []), ...matched];
  return layer.additional ? [layer.additional] : [];
}

function conjunction(schema: Schema, subs: Sub[]): Sub | undefined {
  const [first, ...others] = subs;
  return first && others.reduce((a, b) => schema.forms.both(a, b), first);
}
