import { child, isRecord, key, type DocumentFiles, type Location } from '../document/files.ts';
import { merge } from './merge.ts';
import {
  anything,
  type Bound,
  type Direction,
  type Forms,
  type Discriminator,
  type Group,
  type Schema,
  type Sub,
  type TypeName,
  typeNames,
} from './schema.ts';

/** Keywords that say something to people only. */
const silent = new Set(
  'title description summary example examples externalDocs deprecated $comment $schema $id $anchor $dynamicAnchor $defs definitions $vocabulary nullable xml'.split(
    ' ',
  ),
);
const meaningful = new Set(['contentEncoding', 'contentMediaType', 'contentSchema']);

/** Reads the schemas of one document in one direction into their normal forms, each once. */
export class NormalForms implements Forms {
  readonly files: DocumentFiles;
  readonly direction: Direction;
  readonly #subs = new Map<string, Sub>();

  constructor(files: DocumentFiles, direction: Direction) {
    this.files = files;
    this.direction = direction;
  }

  /** The schema in which all that stands at these locations applies. No location: everything goes. */
  sub(at: readonly Location[]): Sub {
    const id = [...new Set(at.map(key))].toSorted().join(' ');
    const known = this.#subs.get(id);
    if (known) return known;
    let schema: Schema | undefined;
    const read = (): Schema => (schema ??= this.#readAll(at));
    const sub: Sub = {
      at,
      id,
      get schema() {
        return read();
      },
    };
    this.#subs.set(id, sub);
    return sub;
  }

  both(a: Sub, b: Sub): Sub {
    return this.sub([...a.at, ...b.at]);
  }

  #readAll(at: readonly Location[]): Schema {
    const schemas = at.map((each) => this.#read(each, new Set()));
    const [first = anything(this, at), ...others] = schemas;
    return others.reduce((a, b) => merge(a, b), first);
  }

  #read(at: Location, within: ReadonlySet<string>): Schema {
    const base = anything(this, [at]);
    const raw = this.files.at(at);
    if (raw === false) return { ...base, never: true, types: new Set() };
    if (!isRecord(raw) || within.has(key(at))) return base;
    const inside = new Set([...within, key(at)]);
    const ref = raw['$ref'] ?? raw['$dynamicRef'];
    const target = typeof ref === 'string' ? this.files.target(at, ref) : undefined;
    if (target && this.files.version === '3.0') return this.#located(this.#read(target, inside), at);
    let schema = this.#keywords(base, raw, at);
    if (target) schema = merge(schema, this.#read(target, inside));
    for (const index of list(raw['allOf']).keys()) {
      schema = merge(schema, this.#read(child(at, 'allOf', index), inside));
    }
    return settle(schema);
  }

  /** A reference is where its user looks first. */
  #located(schema: Schema, at: Location): Schema {
    return { ...schema, at: [at, ...schema.at] };
  }

  #keywords(base: Schema, raw: Record<string, unknown>, at: Location): Schema {
    const from = new Map(Object.keys(raw).map((keyword) => [keyword, at]));
    const schema: Schema = { ...base, from };
    const sub = (...names: (string | number)[]): Sub => this.sub([child(at, ...names)]);
    const subs = (keyword: string): Map<string, Sub> =>
      new Map(
        Object.keys(isRecord(raw[keyword]) ? raw[keyword] : {}).map((name) => [name, sub(keyword, name)]),
      );
    const branches = (keyword: 'anyOf' | 'oneOf'): Group => ({
      kind: keyword,
      branches: list(raw[keyword]).map((_, index) => sub(keyword, index)),
      at,
    });
    const number = (keyword: string, missing: number): number =>
      typeof raw[keyword] === 'number' ? raw[keyword] : missing;
    if (raw['type'] !== undefined) schema.types = this.#types(raw);
    if (Array.isArray(raw['enum'])) schema.enum = raw['enum'];
    if (Object.hasOwn(raw, 'const')) {
      schema.enum = [raw['const']];
      if (!from.has('enum')) from.set('enum', at);
    }
    const minimum = bound(raw, 'minimum', 'exclusiveMinimum', Math.max);
    if (minimum) schema.minimum = minimum;
    const maximum = bound(raw, 'maximum', 'exclusiveMaximum', Math.min);
    if (maximum) schema.maximum = maximum;
    if (typeof raw['multipleOf'] === 'number') schema.multipleOf = [raw['multipleOf']];
    schema.minLength = number('minLength', 0);
    schema.maxLength = number('maxLength', Infinity);
    if (typeof raw['pattern'] === 'string') schema.patterns = [raw['pattern']];
    if (typeof raw['format'] === 'string') schema.formats = [raw['format']];
    schema.minItems = number('minItems', 0);
    schema.maxItems = number('maxItems', Infinity);
    schema.uniqueItems = raw['uniqueItems'] === true;
    const tuple = Array.isArray(raw['prefixItems'])
      ? 'prefixItems'
      : Array.isArray(raw['items'])
        ? 'items'
        : undefined;
    if (tuple) schema.prefix = list(raw[tuple]).map((_, index) => sub(tuple, index));
    const rest = tuple === 'items' ? 'additionalItems' : 'items';
    if (raw[rest] !== undefined) schema.items = sub(rest);
    if (raw['contains'] !== undefined) {
      schema.contains = [
        { sub: sub('contains'), minimum: number('minContains', 1), maximum: number('maxContains', Infinity) },
      ];
    }
    schema.minProperties = number('minProperties', 0);
    schema.maxProperties = number('maxProperties', Infinity);
    schema.required = new Set(list(raw['required']).filter((name) => typeof name === 'string'));
    if (
      raw['properties'] !== undefined ||
      raw['patternProperties'] !== undefined ||
      raw['additionalProperties'] !== undefined
    ) {
      schema.layers = [
        {
          properties: subs('properties'),
          patterns: [...subs('patternProperties')],
          ...(raw['additionalProperties'] !== undefined && { additional: sub('additionalProperties') }),
        },
      ];
    }
    if (raw['propertyNames'] !== undefined) schema.propertyNames = [sub('propertyNames')];
    schema.dependentRequired = new Map(
      Object.entries(isRecord(raw['dependentRequired']) ? raw['dependentRequired'] : {}).map(
        ([name, names]) => [name, list(names) as string[]],
      ),
    );
    schema.dependentSchemas = subs('dependentSchemas');
    schema.groups = (['anyOf', 'oneOf'] as const).map(branches).filter((group) => group.branches.length > 0);
    if (raw['not'] !== undefined) schema.not = [sub('not')];
    if (raw['if'] !== undefined && (raw['then'] !== undefined || raw['else'] !== undefined)) {
      const part = (keyword: string): Sub => (raw[keyword] === undefined ? this.sub([]) : sub(keyword));
      schema.conditions = [{ when: sub('if'), holds: part('then'), fails: part('else') }];
    }
    if (raw['unevaluatedProperties'] !== undefined) {
      schema.unevaluatedProperties = sub('unevaluatedProperties');
    }
    if (raw['unevaluatedItems'] !== undefined) schema.unevaluatedItems = sub('unevaluatedItems');
    schema.readOnly = raw['readOnly'] === true;
    schema.writeOnly = raw['writeOnly'] === true;
    if (typeof raw['x-atteny-source'] === 'string') schema.source = raw['x-atteny-source'];
    if (Object.hasOwn(raw, 'default')) schema.default = { value: raw['default'] };
    schema.examples = [
      ...list(raw['examples']),
      ...['example', 'default'].filter((name) => Object.hasOwn(raw, name)).map((name) => raw[name]),
    ].slice(0, 4);
    if (isRecord(raw['discriminator'])) schema.discriminator = this.#discriminator(raw['discriminator'], at);
    schema.meanings = new Map(Object.entries(raw).filter(([keyword]) => meaningful.has(keyword)));
    schema.unknown = new Map(
      Object.entries(raw).filter(
        ([keyword]) => !understood.has(keyword) && !silent.has(keyword) && !keyword.startsWith('x-'),
      ),
    );
    return schema;
  }

  #types(raw: Record<string, unknown>): Set<TypeName> {
    const named = (Array.isArray(raw['type']) ? raw['type'] : [raw['type']]) as unknown[];
    const types = new Set(typeNames.filter((name) => named.includes(name)));
    if (this.files.version === '3.0' && raw['nullable'] === true) types.add('null');
    if (types.has('number')) types.delete('integer');
    return types;
  }

  #discriminator(raw: Record<string, unknown>, at: Location): Discriminator {
    const mapping = Object.entries(isRecord(raw['mapping']) ? raw['mapping'] : {}).map(([value, to]) => {
      const target = this.files.target(at, String(to)) ?? this.#component(String(to));
      return [value, target && this.sub([target])] as const;
    });
    return {
      property: String(raw['propertyName']),
      mapping: new Map(mapping),
      at: child(at, 'discriminator'),
    };
  }

  #component(name: string): Location | undefined {
    const at = child({ file: this.files.root, pointer: '#' }, 'components', 'schemas', name);
    return this.files.at(at) === undefined ? undefined : at;
  }
}

/**
 * `unevaluatedProperties` and `unevaluatedItems` say the same as `additionalProperties` and `items` once nothing beside them depends
 * on the value.
 */
export function settle(schema: Schema): Schema {
  const open = schema.groups.length > 0 || schema.conditions.length > 0 || schema.dependentSchemas.size > 0;
  if (open || (!schema.unevaluatedProperties && !schema.unevaluatedItems)) return schema;
  const { unevaluatedProperties, unevaluatedItems, ...rest } = schema;
  const layers = [...schema.layers];
  if (unevaluatedProperties && layers.every(({ additional }) => additional === undefined)) {
    const anySub = schema.forms.sub([]);
    layers.push({
      properties: new Map(
        layers.flatMap(({ properties }) => [...properties.keys()]).map((name) => [name, anySub]),
      ),
      patterns: layers.flatMap(({ patterns }) => patterns.map(([pattern]) => [pattern, anySub] as const)),
      additional: unevaluatedProperties,
    });
  }
  const items = schema.items ?? (schema.contains.length === 0 ? unevaluatedItems : undefined);
  const from = new Map(schema.from);
  const unevaluated = from.get('unevaluatedProperties');
  if (unevaluated && !from.has('additionalProperties')) from.set('additionalProperties', unevaluated);
  return { ...rest, layers, from, ...(items && { items }) };
}

function bound(
  raw: Record<string, unknown>,
  inclusive: string,
  exclusive: string,
  pick: (a: number, b: number) => number,
): Bound | undefined {
  const [plain, strict] = [raw[inclusive], raw[exclusive]];
  if (typeof strict !== 'number') {
    return typeof plain === 'number' ? { value: plain, exclusive: strict === true } : undefined;
  }
  if (typeof plain !== 'number' || pick(plain, strict) === strict) return { value: strict, exclusive: true };
  return { value: plain, exclusive: false };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

const understood = new Set(
  `$ref $dynamicRef allOf type enum const minimum exclusiveMinimum maximum exclusiveMaximum multipleOf minLength maxLength pattern format
   minItems maxItems uniqueItems prefixItems items additionalItems contains minContains maxContains minProperties maxProperties required
   properties patternProperties additionalProperties propertyNames dependentRequired dependentSchemas anyOf oneOf not if then else
   unevaluatedProperties unevaluatedItems readOnly writeOnly default discriminator contentEncoding contentMediaType contentSchema`.split(
    /\s+/,
  ),
);
