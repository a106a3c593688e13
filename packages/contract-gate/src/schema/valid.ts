import { child, isRecord, key, type DocumentFiles, type Location } from '../document/files.ts';
import { hasFormat } from './formats.ts';
import { expression, matches } from './members.ts';
import { type Direction, stable, takesType, type TypeName, typeNames, typeOf, characters } from './schema.ts';

/** What of an object or a list a schema has looked at; `unevaluated…` asks. */
type Seen = Set<string | number>;

/**
 * Judges values by schemas as they are written, without the normal form: what the normal form says of a value is checked by this.
 */
export class Validator {
  readonly #files: DocumentFiles;
  readonly #direction: Direction;
  readonly #inside = new Map<string, unknown[]>();
  #depth = 0;
  /** How many schemas were looked at so far. */
  looks = 0;

  constructor(files: DocumentFiles, direction: Direction) {
    this.#files = files;
    this.#direction = direction;
  }

  accepts(at: readonly Location[], value: unknown): boolean {
    return at.every((each) => this.#look(each, value) !== undefined);
  }

  /** What was looked at, or undefined when the value is refused. */
  #look(at: Location, value: unknown): Seen | undefined {
    // A schema that refers to itself without going into the value.
    if (this.#depth > 200) return new Set();
    this.#depth++;
    this.looks++;
    try {
      return this.#validate(at, value);
    } finally {
      this.#depth--;
    }
  }

  #validate(at: Location, value: unknown): Seen | undefined {
    const raw = this.#files.at(at);
    if (raw === false) return undefined;
    if (!isRecord(raw)) return new Set();
    const seen: Seen = new Set();
    const applies = (part: Location): boolean => {
      const found = this.#look(part, value);
      found?.forEach((each) => seen.add(each));
      return found !== undefined;
    };
    const ref = raw['$ref'] ?? raw['$dynamicRef'];
    const target = typeof ref === 'string' ? this.#files.target(at, ref) : undefined;
    if (target && !this.#entered(target, value, () => applies(target))) return undefined;
    if (target && this.#files.version === '3.0') return seen;
    if (!this.#plain(raw, value)) return undefined;
    if (!list(raw['allOf']).every((_, index) => applies(child(at, 'allOf', index)))) return undefined;
    if (Array.isArray(raw['anyOf'])) {
      const fitting = raw['anyOf'].map((_, index) => applies(child(at, 'anyOf', index)));
      if (!fitting.includes(true)) return undefined;
    }
    if (Array.isArray(raw['oneOf'])) {
      const fitting = raw['oneOf'].filter((_, index) => applies(child(at, 'oneOf', index)));
      if (fitting.length !== 1) return undefined;
    }
    if (isRecord(raw['discriminator']) && isRecord(value) && !this.#told(raw['discriminator'], at, value)) {
      return undefined;
    }
    if (raw['not'] !== undefined && this.#look(child(at, 'not'), value)) return undefined;
    if (raw['if'] !== undefined) {
      const branch = applies(child(at, 'if')) ? 'then' : 'else';
      if (raw[branch] !== undefined && !applies(child(at, branch))) return undefined;
    }
    if (isRecord(value) && !this.#object(raw, at, value, seen, applies)) return undefined;
    if (Array.isArray(value) && !this.#array(raw, at, value, seen)) return undefined;
    return seen;
  }

  /** Whether a value fits what a reference leads to. A schema whose branch is itself takes by that branch nothing more. */
  #entered(target: Location, value: unknown, fits: () => boolean): boolean {
    const id = key(target);
    const values = this.#inside.get(id) ?? [];
    if (values.includes(value)) return false;
    this.#inside.set(id, values);
    values.push(value);
    try {
      return fits();
    } finally {
      values.pop();
    }
  }

  /** Whether the discriminator knows the value, and the schema that it leads to takes it. */
  #told(raw: Record<string, unknown>, at: Location, value: Record<string, unknown>): boolean {
    const record = this.#files.record(at);
    if (record['oneOf'] === undefined && record['anyOf'] === undefined) return true;
    const tag = value[String(raw['propertyName'])];
    if (typeof tag !== 'string') return false;
    if (!isRecord(raw['mapping'])) return true;
    const component = child({ file: this.#files.root, pointer: '#' }, 'components', 'schemas', tag);
    const mapped = Object.hasOwn(raw['mapping'], tag)
      ? this.#files.target(at, String(raw['mapping'][tag]))
      : component;
    if (mapped && this.#files.at(mapped) !== undefined) return this.#look(mapped, value) !== undefined;
    return Object.hasOwn(raw['mapping'], tag);
  }

  #plain(raw: Record<string, unknown>, value: unknown): boolean {
    if (raw['type'] !== undefined) {
      const types = new Set<TypeName>(typeNames.filter((name) => [raw['type']].flat().includes(name)));
      if (this.#files.version === '3.0' && raw['nullable'] === true) types.add('null');
      if (!takesType(types, typeOf(value))) return false;
    }
    if (Array.isArray(raw['enum']) && !raw['enum'].some((each) => stable(each) === stable(value))) {
      return false;
    }
    if (Object.hasOwn(raw, 'const') && stable(raw['const']) !== stable(value)) return false;
    if (typeof raw['format'] === 'string' && !hasFormat(raw['format'], value)) return false;
    if (raw['contentEncoding'] === 'base64' && !hasFormat('byte', value)) return false;
    if (typeof value === 'number') return inRange(raw, value);
    if (typeof value === 'string') {
      const length = characters(value).length;
      return (
        within(raw, 'minLength', 'maxLength', length) &&
        !(typeof raw['pattern'] === 'string' && expression(raw['pattern'])?.test(value) === false)
      );
    }
    return true;
  }

  #object(
    raw: Record<string, unknown>,
    at: Location,
    value: Record<string, unknown>,
    seen: Seen,
    applies: (part: Location) => boolean,
  ): boolean {
    const present = Object.keys(value);
    const named = isRecord(raw['properties']) ? raw['properties'] : {};
    const patterns = Object.keys(isRecord(raw['patternProperties']) ? raw['patternProperties'] : {});
    if (!within(raw, 'minProperties', 'maxProperties', present.length)) return false;
    const missing = list(raw['required']).filter((name) => !present.includes(String(name)));
    if (missing.some((name) => !this.#hidden(child(at, 'properties', String(name))))) return false;
    for (const name of present) {
      const parts = [
        ...(Object.hasOwn(named, name) ? [child(at, 'properties', name)] : []),
        ...patterns.filter((each) => matches(each, name)).map((each) => child(at, 'patternProperties', each)),
      ];
      if (parts.length === 0 && raw['additionalProperties'] !== undefined) {
        parts.push(child(at, 'additionalProperties'));
      }
      if (parts.some((part) => this.#hidden(part) || !this.#look(part, value[name]))) return false;
      if (parts.length > 0) seen.add(name);
      if (raw['propertyNames'] !== undefined && !this.#look(child(at, 'propertyNames'), name)) return false;
      const needed = isRecord(raw['dependentRequired']) ? list(raw['dependentRequired'][name]) : [];
      if (!needed.every((each) => present.includes(String(each)))) return false;
      if (isRecord(raw['dependentSchemas']) && Object.hasOwn(raw['dependentSchemas'], name)) {
        if (!applies(child(at, 'dependentSchemas', name))) return false;
      }
    }
    if (raw['unevaluatedProperties'] === undefined) return true;
    const rest = present.filter((name) => !seen.has(name));
    rest.forEach((name) => seen.add(name));
    return rest.every((name) => this.#look(child(at, 'unevaluatedProperties'), value[name]));
  }

  #array(raw: Record<string, unknown>, at: Location, value: unknown[], seen: Seen): boolean {
    if (!within(raw, 'minItems', 'maxItems', value.length)) return false;
    if (raw['uniqueItems'] === true && new Set(value.map(stable)).size < value.length) return false;
    const tuple = Array.isArray(raw['prefixItems'])
      ? 'prefixItems'
      : Array.isArray(raw['items'])
        ? 'items'
        : undefined;
    const length = tuple ? list(raw[tuple]).length : 0;
    const rest = tuple === 'items' ? 'additionalItems' : 'items';
    for (const [index, item] of value.entries()) {
      const part = index < length ? child(at, tuple ?? '', index) : child(at, rest);
      if (index >= length && raw[rest] === undefined) continue;
      if (!this.#look(part, item)) return false;
      seen.add(index);
    }
    if (raw['contains'] !== undefined) {
      const found = [...value.keys()].filter((index) => this.#look(child(at, 'contains'), value[index]));
      found.forEach((index) => seen.add(index));
      const least = typeof raw['minContains'] === 'number' ? raw['minContains'] : 1;
      const most = typeof raw['maxContains'] === 'number' ? raw['maxContains'] : Infinity;
      if (found.length < least || found.length > most) return false;
    }
    if (raw['unevaluatedItems'] === undefined) return true;
    return value.every((item, index) => seen.has(index) || this.#look(child(at, 'unevaluatedItems'), item));
  }

  /** A property that this direction does not carry. */
  #hidden(at: Location): boolean {
    const keyword = this.#direction === 'request' ? 'readOnly' : 'writeOnly';
    const visited = new Set<string>();
    const look = (here: Location): boolean => {
      if (visited.has(key(here))) return false;
      visited.add(key(here));
      const raw = this.#files.record(here);
      const target = typeof raw['$ref'] === 'string' ? this.#files.target(here, raw['$ref']) : undefined;
      if (target && look(target)) return true;
      if (target && this.#files.version === '3.0') return false;
      return (
        raw[keyword] === true || list(raw['allOf']).some((_, index) => look(child(here, 'allOf', index)))
      );
    };
    return look(at);
  }
}

function inRange(raw: Record<string, unknown>, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = raw;
  if (typeof minimum === 'number' && (value < minimum || (exclusiveMinimum === true && value === minimum))) {
    return false;
  }
  if (typeof maximum === 'number' && (value > maximum || (exclusiveMaximum === true && value === maximum))) {
    return false;
  }
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return false;
  return typeof multipleOf !== 'number' || isMultiple(value, multipleOf);
}

export function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient));
}

function within(raw: Record<string, unknown>, least: string, most: string, size: number): boolean {
  const [minimum, maximum] = [raw[least], raw[most]];
  return !(typeof minimum === 'number' && size < minimum) && !(typeof maximum === 'number' && size > maximum);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
