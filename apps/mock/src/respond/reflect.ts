import { isDeepStrictEqual } from 'node:util';
import type { Reflection } from '../contract/reflection.ts';

/** What a request says that its reply may say too. It has been judged: nothing in it contradicts the contract. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

type Properties = Readonly<Record<string, unknown>>;

/**
 * A successful reply that echoes the request: it keeps its shape, and takes from the request what the contract names alike. The
 * same request gives the same reply.
 * @returns the very body that was given when the request changes nothing in it
 */
export function reflect(body: unknown, reflection: Reflection, asked: Asked): unknown {
  if (!isObject(body)) return body;
  const { data, meta } = body;
  if (!Array.isArray(data)) return put(body, { data: reflectedObject(data, reflection, asked) });
  const own = identifiersOf(reflection, asked);
  const items: readonly unknown[] =
    reflection.identifiers.length === 0 ? data : data.map((each) => put(each, own));
  const wanted = items.filter((item) => passes(item, reflection.filters, asked.query));
  if (reflection.page === undefined || !isObject(meta)) return put(body, { data: wanted });
  const page = numberOf(asked.query['page'], reflection.page.page);
  const limit = numberOf(asked.query['limit'], reflection.page.limit);
  // The example is the whole list: what a page has, and how many there are, agree on every page.
  return put(body, {
    data: wanted.slice((page - 1) * limit, page * limit),
    meta: put(meta, { total: wanted.length, page, limit }),
  });
}

function reflectedObject(data: unknown, reflection: Reflection, asked: Asked): unknown {
  const sent: Properties = isObject(asked.body) ? asked.body : {};
  const own: Record<string, unknown> = { ...identifiersOf(reflection, asked) };
  for (const { name, nullWhenLeftOut } of reflection.properties) {
    if (Object.hasOwn(sent, name)) own[name] = sent[name];
    else if (nullWhenLeftOut) own[name] = null;
  }
  return put(data, own);
}

function identifiersOf({ identifiers }: Reflection, { params }: Asked): Properties {
  return Object.fromEntries(identifiers.map(({ parameter, property }) => [property, params[parameter]]));
}

function passes(item: unknown, filters: readonly string[], query: Asked['query']): boolean {
  return filters.every((name) => query[name] === undefined || (isObject(item) && item[name] === query[name]));
}

/** An object with other values for properties that it has; itself when they are the ones that it had. */
function put(object: unknown, values: Properties): unknown {
  if (!isObject(object)) return object;
  const changed = Object.entries(values).filter(
    ([name, value]) => Object.hasOwn(object, name) && !isDeepStrictEqual(object[name], value),
  );
  return changed.length === 0 ? object : { ...object, ...Object.fromEntries(changed) };
}

function numberOf(value: string | string[] | undefined, otherwise: number): number {
  return typeof value === 'string' ? Number(value) : otherwise;
}

function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
