import { resolve, type Schema } from '../contract/catalog.ts';

/** A way to spoil a value; undefined: it leaves this value as it is. */
export interface Operator {
  /** What it does, in the words of a report. */
  name: string;
  spoil(value: unknown, around: Around): { value: unknown } | undefined;
}

/** What stands around a value that is spoiled. */
export interface Around {
  /** The value that the same place had in the reply before, of the same operation and status. */
  previous: unknown;
  /** The values of the same object, by name. */
  siblings: Record<string, unknown>;
  /** The same place of another item of the list. */
  another: unknown;
  schema: Record<string, unknown>;
}

export const absent = Symbol('absent');

const given = (value: unknown): { value: unknown } => ({ value });
const onText =
  (change: (text: string, around: Around) => string | undefined) =>
  (value: unknown, around: Around): { value: unknown } | undefined => {
    if (typeof value !== 'string') return undefined;
    const changed = change(value, around);
    return changed === undefined || changed === value ? undefined : given(changed);
  };
const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value);
const onInstant = (change: (at: string) => string): Operator['spoil'] =>
  onText((text) => (isInstant(text) ? change(text) : undefined));
const shifted = (by: number) => (text: string) => new Date(Date.parse(text) + by).toISOString();
const onNumber =
  (change: (value: number) => number): Operator['spoil'] =>
  (value) =>
    typeof value === 'number' ? given(change(value)) : undefined;
const onList =
  (change: (list: unknown[]) => unknown[]): Operator['spoil'] =>
  (value) => {
    if (!Array.isArray(value)) return undefined;
    const changed = change(value as unknown[]);
    return JSON.stringify(changed) === JSON.stringify(value) ? undefined : given(changed);
  };
const differs = (value: unknown, other: unknown): boolean =>
  other !== undefined && other !== null && JSON.stringify(other) !== JSON.stringify(value);

/** Every way in which a value of a reply or a delivery can be untrue, as the kinds of its schema offer them. */
export const operators: readonly Operator[] = [
  { name: 'absent', spoil: (value) => (value === undefined ? undefined : given(absent)) },
  { name: 'null', spoil: (value) => (value === null ? undefined : given(null)) },
  {
    name: 'the value of before',
    spoil: (value, { previous }) => (differs(value, previous) ? given(previous) : undefined),
  },
  {
    name: 'that of another item',
    spoil: (value, { another }) => (differs(value, another) ? given(another) : undefined),
  },
  {
    name: 'that of its sibling',
    spoil(value, { siblings }) {
      const same = Object.values(siblings).find(
        (other) => typeof other === typeof value && differs(value, other) && kindOf(other) === kindOf(value),
      );
      return same === undefined ? undefined : given(same);
    },
  },
  {
    name: 'always the same',
    spoil(value, { schema }) {
      const [constant] = constantsOf(schema);
      return constant === undefined || !differs(value, constant) ? undefined : given(constant);
    },
  },
  {
    name: 'the next of its enum',
    spoil(value, { schema }) {
      const all = (schema['enum'] ?? []) as unknown[];
      const next = all[(all.indexOf(value) + 1) % Math.max(1, all.length)];
      return all.length < 2 || next === value ? undefined : given(next);
    },
  },
  { name: 'one more', spoil: onNumber((value) => value + 1) },
  { name: 'one less', spoil: onNumber((value) => value - 1) },
  { name: 'as text', spoil: (value) => (typeof value === 'number' ? given(String(value)) : undefined) },
  { name: 'the opposite', spoil: (value) => (typeof value === 'boolean' ? given(!value) : undefined) },
  {
    name: 'cut',
    spoil: onText((text) => (text.length < 2 ? undefined : text.slice(0, Math.ceil(text.length / 2)))),
  },
  { name: 'without its last character', spoil: onText((text) => text.slice(0, -1)) },
  { name: 'in capitals', spoil: onText((text) => text.toUpperCase()) },
  {
    name: 'escaped for HTML',
    spoil: onText((text) =>
      text.replaceAll('&', '&amp;').replaceAll(/[<>"'!?]/g, (each) => `&#${each.charCodeAt(0)};`),
    ),
  },
  { name: 'without accents', spoil: onText((text) => text.normalize('NFD').replaceAll(/\p{M}/gu, '')) },
  {
    name: 'another offset of the same instant',
    spoil: onInstant((at) => `${shifted(-3 * 3_600_000)(at).slice(0, -1)}-03:00`),
  },
  { name: 'with +00:00', spoil: onInstant((at) => at.replace('Z', '+00:00')) },
  { name: 'with a blank for T', spoil: onInstant((at) => at.replace('T', ' ')) },
  { name: 'an hour ahead', spoil: onInstant(shifted(3_600_000)) },
  { name: 'a second ahead', spoil: onInstant(shifted(1000)) },
  { name: 'without milliseconds', spoil: onInstant((at) => at.replace(/\.\d{3}Z/, '.000Z')) },
  { name: 'empty', spoil: onList(() => []) },
  { name: 'without its last', spoil: onList((list) => list.slice(0, -1)) },
  { name: 'without its first', spoil: onList((list) => list.slice(1)) },
  { name: 'its first twice', spoil: onList((list) => (list.length === 0 ? list : [list[0], ...list])) },
  { name: 'in reverse', spoil: onList((list) => list.toReversed()) },
];

function kindOf(value: unknown): string {
  if (isInstant(value)) return 'instant';
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

/** A value that a server might give whatever was asked: one that the schema's kind allows. */
function constantsOf(schema: Record<string, unknown>): unknown[] {
  const examples = (schema['examples'] ?? schema['enum'] ?? []) as unknown[];
  return examples.length > 0
    ? examples
    : 'const' in schema
      ? []
      : schema['type'] === 'string'
        ? ['sempre igual']
        : [];
}

/** The schema of a place within a value, as far as it can be told; alternatives are looked through for the one that has it. */
export function schemaOf(written: unknown, names: readonly string[]): Record<string, unknown> {
  const schema = resolve<Schema | undefined>(written);
  if (typeof schema !== 'object') return {};
  const [name, ...rest] = names;
  const branches = [schema['oneOf'] ?? [], schema['anyOf'] ?? [], schema['allOf'] ?? []].flat();
  if (name === undefined) {
    const plain = branches
      .map((branch) => schemaOf(branch, []))
      .find((each) => each['type'] !== 'null' && Object.keys(each).length > 0);
    return plain ? { ...plain, ...schema } : schema;
  }
  const below =
    /^\d+$/.test(name) && schema['items'] !== undefined
      ? schema['items']
      : (schema['properties'] as Record<string, unknown> | undefined)?.[name];
  if (below !== undefined) return schemaOf(below, rest);
  return branches.map((branch) => schemaOf(branch, names)).find((each) => Object.keys(each).length > 0) ?? {};
}
