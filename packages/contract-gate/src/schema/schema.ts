import type { DocumentFiles, Location } from '../document/files.ts';

/** Which way values travel: a request is written by a program of a user's, a reply is read by one. */
export type Direction = 'request' | 'reply';

export const typeNames = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
export type TypeName = (typeof typeNames)[number];

/** A schema within another one, read when it is asked for: schemas may contain themselves. */
export interface Sub {
  /** All of these apply. */
  readonly at: readonly Location[];
  readonly id: string;
  readonly schema: Schema;
}

/** The document that schemas come from, and how to make one of several. */
export interface Forms {
  readonly files: DocumentFiles;
  readonly direction: Direction;
  sub(at: readonly Location[]): Sub;
  both(a: Sub, b: Sub): Sub;
}

export interface Bound {
  value: number;
  exclusive: boolean;
}

/** What one `properties`, `patternProperties` and `additionalProperties` that stand side by side say. */
export interface Layer {
  properties: ReadonlyMap<string, Sub>;
  patterns: readonly (readonly [pattern: string, sub: Sub])[];
  /** Undefined where it is not written: everything goes, and nothing counts as evaluated. */
  additional?: Sub;
}

export interface Group {
  kind: 'anyOf' | 'oneOf';
  branches: readonly Sub[];
  at: Location;
}

export interface Condition {
  when: Sub;
  holds: Sub;
  fails: Sub;
}

export interface Discriminator {
  property: string;
  mapping: ReadonlyMap<string, Sub | undefined>;
  at: Location;
}

/**
 * The normal form of a schema: one conjunction of keywords with references and `allOf` resolved, `const` an `enum` of one,
 * `nullable` a type, defaults filled in. Two schemas that say the same in other words have normal forms that include each other.
 */
export interface Schema {
  forms: Forms;
  at: readonly Location[];
  /** Where each keyword is written. */
  from: ReadonlyMap<string, Location>;
  never: boolean;
  types: ReadonlySet<TypeName>;
  enum?: readonly unknown[];
  minimum?: Bound;
  maximum?: Bound;
  multipleOf: readonly number[];
  minLength: number;
  maxLength: number;
  patterns: readonly string[];
  formats: readonly string[];
  minItems: number;
  maxItems: number;
  uniqueItems: boolean;
  prefix: readonly Sub[];
  items?: Sub;
  contains: readonly { sub: Sub; minimum: number; maximum: number }[];
  minProperties: number;
  maxProperties: number;
  required: ReadonlySet<string>;
  layers: readonly Layer[];
  propertyNames: readonly Sub[];
  dependentRequired: ReadonlyMap<string, readonly string[]>;
  dependentSchemas: ReadonlyMap<string, Sub>;
  groups: readonly Group[];
  not: readonly Sub[];
  conditions: readonly Condition[];
  unevaluatedProperties?: Sub;
  unevaluatedItems?: Sub;
  /** Keywords that say how a value is to be read, and do not refuse any. */
  meanings: ReadonlyMap<string, unknown>;
  /** Keywords that this gate does not understand. */
  unknown: ReadonlyMap<string, unknown>;
  discriminator?: Discriminator;
  readOnly: boolean;
  writeOnly: boolean;
  /** `x-atteny-source`, the outermost one. */
  source?: string;
  default?: { value: unknown };
  /** Choices and conditions that were decided on the way here: a branch may lead back to them. */
  decided: ReadonlySet<string>;
  /** Values that the document itself shows. */
  examples: readonly unknown[];
}

/** Everything but what does not fit the type is without bounds. */
export function anything(forms: Forms, at: readonly Location[]): Schema {
  return {
    forms,
    at,
    from: new Map(),
    never: false,
    types: new Set(typeNames),
    multipleOf: [],
    minLength: 0,
    maxLength: Infinity,
    patterns: [],
    formats: [],
    minItems: 0,
    maxItems: Infinity,
    uniqueItems: false,
    prefix: [],
    contains: [],
    minProperties: 0,
    maxProperties: Infinity,
    required: new Set(),
    layers: [],
    propertyNames: [],
    dependentRequired: new Map(),
    dependentSchemas: new Map(),
    groups: [],
    not: [],
    conditions: [],
    meanings: new Map(),
    unknown: new Map(),
    readOnly: false,
    writeOnly: false,
    decided: new Set(),
    examples: [],
  };
}

/** Code points, as JSON Schema counts a length. */
export function characters(text: string): string[] {
  return Array.from(text);
}

/** JSON with sorted keys: equal texts are equal values. */
export function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${stable(each)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'undefined';
}

export function typeOf(value: unknown): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object';
}

/** Whether a schema of these types takes values of that type. */
export function takesType(types: ReadonlySet<TypeName>, type: TypeName): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}
