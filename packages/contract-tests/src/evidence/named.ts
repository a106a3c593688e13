import type { Entry } from '../oracle/timeline.ts';

/** A value that one step gives and a later one may name: an id, a key, an instant. */
export interface Given {
  value: string;
  /** Where it stands in the reply, for jq: `.data.contact.id`. */
  path: string;
}

const instants = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
/** Of receivers. */
const addresses = /127\.0\.0\.1:\d+/g;

/** What a step gives. */
export function givenBy(entry: Entry): Given[] {
  if (entry.kind === 'receiver') return [{ value: new URL(entry.origin).host, path: '' }];
  if (entry.kind === 'exchange') {
    return givenIn((entry.exchange.response.json as { data?: unknown } | undefined)?.data, '.data');
  }
  if (entry.kind !== 'console' || entry.operation === 'listJournalRequests') return [];
  if (entry.operation !== 'createWorld') return givenIn(entry.data, '.data');
  const { id, key, organization } = entry.data as { id: string; key: string; organization: { id: string } };
  return [
    { value: id, path: '.data.id' },
    { value: key, path: '.data.key' },
    { value: organization.id, path: '.data.organization.id' },
  ];
}

function givenIn(value: unknown, path: string): Given[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]): Given[] => {
    const here = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`;
    if (typeof each !== 'string') return givenIn(each, here);
    const isName = name === 'id' || (name === 'key' && isKey(each)) || each.match(instants)?.[0] === each;
    return isName ? [{ value: each, path: here }] : [];
  });
}

const isKey = (text: string): boolean => text.startsWith('sk_');

/** What of a step may name a thing of before. */
export function textOf(entry: Entry): string {
  if (entry.kind === 'exchange') {
    const { path, headers, body } = entry.exchange.request;
    const basic = Object.values(headers).map((value) => /^Basic (\S+)$/.exec(value)?.[1] ?? '');
    const users = basic.map((each) => Buffer.from(each, 'base64').toString());
    return [path, ...Object.values(headers), ...users, String(body ?? '')].join(' ');
  }
  if (entry.kind === 'arrival') return entry.body.replaceAll(instants, '');
  return entry.kind === 'console' ? JSON.stringify(entry.input) : '';
}

/** Whether a text names a value. A key is named by what only begins like it, too. */
export function names(text: string, value: string): boolean {
  return patternOf(value).test(text);
}

/** Where a text names a value: as a whole word, or a key anywhere. */
export function patternOf(value: string, flags = ''): RegExp {
  const literal = value.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return new RegExp(isKey(value) ? literal : `(?<![\\w-])${literal}(?![\\w-])`, flags);
}

/** The steps that first gave what each step names. */
export function givers(entries: readonly Entry[]): Map<Entry, Entry[]> {
  const first = new Map<string, Entry>();
  const keys = new Set<string>();
  /** Who named a receiver's address last: an endpoint has it by then. */
  const endpoints = new Map<string, Entry>();
  const needed = new Map<Entry, Entry[]>();
  for (const entry of entries) {
    const found = [...wordsOf(entry, keys)].flatMap((word) => first.get(word) ?? []);
    if (entry.kind === 'exchange') {
      for (const [host] of textOf(entry).matchAll(addresses)) endpoints.set(host, entry);
    } else if (entry.kind === 'arrival') {
      found.push(...[endpoints.get(entry.headers['host'] ?? '')].filter((each) => each !== undefined));
    }
    needed.set(
      entry,
      [...new Set(found)].filter((giver) => giver !== entry),
    );
    for (const { value } of givenBy(entry)) {
      if (!first.has(value)) first.set(value, entry);
      if (isKey(value)) keys.add(value);
    }
  }
  return needed;
}

/** Of each step what it names of what steps before it gave: who gave each of these, any of whom will do. */
export function namings(entries: readonly Entry[]): Map<Entry, readonly (readonly Entry[])[]> {
  const given = new Map<string, Entry[]>();
  const keys = new Set<string>();
  /** Who named a receiver's address last: an endpoint has it by then. */
  const endpoints = new Map<string, Entry>();
  const named = new Map<Entry, readonly (readonly Entry[])[]>();
  for (const entry of entries) {
    const found = [...wordsOf(entry, keys)].flatMap((word) => {
      const before = given.get(word);
      // Who gives it later is no help to those before.
      return before ? [before.slice()] : [];
    });
    if (entry.kind === 'arrival') {
      const endpoint = endpoints.get(entry.headers['host'] ?? '');
      if (endpoint) found.push([endpoint]);
    } else if (entry.kind === 'exchange') {
      for (const [host] of textOf(entry).matchAll(addresses)) endpoints.set(host, entry);
    }
    named.set(entry, found);
    for (const { value, path } of givenBy(entry)) {
      const before = given.get(value);
      // Where it stands in a list depends on all else.
      if (!before) given.set(value, [entry]);
      else if (!path.includes('[') && before.at(-1) !== entry) before.push(entry);
      if (isKey(value)) keys.add(value);
    }
  }
  return named;
}

function wordsOf(entry: Entry, keys: ReadonlySet<string>): Set<string> {
  const text = textOf(entry);
  const words = new Set([/[\w-]+/g, instants, addresses].flatMap((pattern) => text.match(pattern) ?? []));
  for (const key of keys) if (text.includes(key)) words.add(key);
  if (entry.kind === 'console') words.add(entry.worldId);
  return words;
}

/** Steps with all that they need, in the order in which they came. */
export function closed(
  steps: readonly Entry[],
  needed: ReadonlyMap<Entry, Entry[]>,
  all: readonly Entry[],
): Entry[] {
  const kept = new Set<Entry>();
  const keep = (entry: Entry): void => {
    if (kept.has(entry)) return;
    kept.add(entry);
    for (const giver of needed.get(entry) ?? []) keep(giver);
  };
  for (const step of steps) keep(step);
  return all.filter((entry) => kept.has(entry));
}
