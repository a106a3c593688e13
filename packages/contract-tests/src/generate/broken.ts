import { resolve, type Schema } from '../contract/catalog.ts';

interface Keywords {
  [keyword: string]: unknown;
}
type Json = unknown;

/** A value broken on purpose in one keyword. */
export interface Broken {
  keyword: string;
  /** JSON Pointer of the broken place within the value; empty for the value itself. */
  where: string;
  value: Json;
}

/**
 * Breaks a valid value in exactly one keyword of its schema at a time, in every way the schema offers.
 * Deterministic: the same schema and value give the same list.
 */
export function brokenIn(written: Schema, valid: Json, where = ''): Broken[] {
  const schema = resolve<Schema>(written);
  if (typeof schema === 'boolean') return [];
  const here = (keyword: string, value: Json): Broken => ({ keyword, where, value });
  const found = [
    ...ofType(schema, here),
    ...ofValues(schema, here),
    ...ofText(schema, here),
    ...ofNumber(schema, here),
    ...ofList(schema, valid, here),
  ];
  return [...found, ...ofObject(schema, valid, where)];
}

type Here = (keyword: string, value: Json) => Broken;

function ofType(schema: Keywords, here: Here): Broken[] {
  const types = [schema['type'] ?? []].flat() as string[];
  if (types.length === 0) return [];
  const others: [string, Json][] = [
    ['null', null],
    ['string', 'text'],
    ['integer', 7],
    ['boolean', true],
    ['array', []],
    ['object', {}],
  ];
  return others.filter(([type]) => !types.includes(type)).map(([, value]) => here('type', value));
}

function ofValues(schema: Keywords, here: Here): Broken[] {
  if (Array.isArray(schema['enum']) && typeof schema['enum'][0] === 'string') {
    return [
      here('enum', `${schema['enum'][0]}_X`),
      here(
        'enum',
        schema['enum'][0].toLowerCase() === schema['enum'][0]
          ? schema['enum'][0].toUpperCase()
          : schema['enum'][0].toLowerCase(),
      ),
    ];
  }
  return 'const' in schema ? [here('const', `${String(schema['const'])}_X`)] : [];
}

function ofText(schema: Keywords, here: Here): Broken[] {
  const found: Broken[] = [];
  const { minLength, maxLength, pattern, format } = schema;
  if (typeof minLength === 'number' && minLength > 0) found.push(here('minLength', ''));
  if (typeof maxLength === 'number' && !Array.isArray(schema['enum'])) {
    found.push(here('maxLength', stretched(schema, maxLength + 1)));
  }
  if (typeof pattern === 'string') {
    for (const text of [
      '',
      ' ',
      '!',
      'não serve',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '+٥٥١١٩٨٧٦٥٤٣٢١',
      '../x',
      'x\r\ny',
    ]) {
      if (!new RegExp(pattern, 'u').test(text)) found.push(here('pattern', text));
    }
  }
  return [...found, ...(notOfFormat[String(format)] ?? []).map((text) => here('format', text))];
}

/** By format, texts that are not of it; the last one is what a pattern takes for right. */
const notOfFormat: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['ontem', '2026-13-45T99:00:00Z', '2026-02-30T10:00:00.000Z'],
  uri: ['sem esquema', 'https://['],
};

/** A text one character too long that otherwise follows the schema as well as can be told from its example. */
function stretched(schema: Keywords, length: number): string {
  const [example] = (schema['examples'] ?? []) as string[];
  const seed = typeof example === 'string' && example.length > 0 ? example : 'a';
  const last = /\d$/.test(seed) ? '1' : 'a';
  return seed.length >= length ? seed.slice(0, length) : seed + last.repeat(length - seed.length);
}

function ofNumber(schema: Keywords, here: Here): Broken[] {
  const { minimum, maximum, type } = schema;
  const found: Broken[] = [];
  if (typeof minimum === 'number') found.push(here('minimum', minimum - 1));
  if (typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER) {
    found.push(here('maximum', maximum + 1));
  }
  // In a query too a whole number is written in digits.
  if (type === 'integer') found.push(here('type', 1.5), here('type', '1e1'));
  return found;
}

function ofList(schema: Keywords, valid: Json, here: Here): Broken[] {
  if (!Array.isArray(valid)) return [];
  const found: Broken[] = [];
  if (typeof schema['minItems'] === 'number' && schema['minItems'] > 0) found.push(here('minItems', []));
  if (schema['uniqueItems'] === true && valid.length > 0) {
    found.push(here('uniqueItems', [valid[0], valid[0]]));
  }
  const item = brokenIn((schema['items'] ?? true) as Schema, valid[0])[0];
  if (item) found.push(here('items', [item.value]));
  return found;
}

function ofObject(schema: Keywords, valid: Json, where: string): Broken[] {
  if (typeof valid !== 'object' || valid === null || Array.isArray(valid)) return [];
  const record = valid as Keywords;
  const found: Broken[] = [];
  for (const name of (schema['required'] ?? []) as string[]) {
    found.push({ keyword: 'required', where: `${where}/${name}`, value: without(record, name) });
  }
  if (schema['additionalProperties'] === false) {
    found.push({
      keyword: 'additionalProperties',
      where: `${where}/inesperado`,
      value: { ...record, inesperado: true },
    });
  }
  if (typeof schema['minProperties'] === 'number') found.push({ keyword: 'minProperties', where, value: {} });
  for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
    if (!(name in record)) continue;
    for (const each of brokenIn(property, record[name], `${where}/${name}`)) {
      found.push({ ...each, value: { ...record, [name]: each.value } });
    }
  }
  return found;
}

function without(record: Keywords, name: string): Keywords {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
