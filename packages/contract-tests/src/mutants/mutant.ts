import { subjects, type Subject } from '../contract/catalog.ts';
import { read } from '../oracle/request.ts';
import { preflightFor } from '../oracle/sharing.ts';
import { withReply, type Arriving, type Asking, type Entry } from '../oracle/timeline.ts';
import { closedDocument, resolve } from '../contract/catalog.ts';
import { webhooks } from '@atteny/contract';
import type { Response } from '../target/exchange.ts';
import { headerOperators, spoiledHeader } from './headers.ts';
import { absent, operators, type Operator } from './operators.ts';
import { placesOf, schemaAt, spoiled, type Place } from './places.ts';

/** One way in which a server could be wrong, everywhere where it does the same. */
export interface Mutant {
  /** `listContacts 200 /data/*\/name null`. */
  name: string;
  /** Of the operation, or the event. */
  subject: string;
  /** What kind of fault it is: the operator's name. */
  kind: string;
  /** Whether an entry can have the fault at all. */
  concerns(entry: Entry): boolean;
  /** The entry with the fault; undefined: it is as it would be anyway. `previous` is the one before that it concerns. */
  spoil(entry: Entry, previous: Entry | undefined): Entry[] | undefined;
}

/** The operation and status of an exchange, as mutants are named by it. */
export function kindOf(entry: Entry): string | undefined {
  if (entry.kind === 'arrival') return `${entry.headers['x-atteny-event'] ?? ''} delivery`;
  if (entry.kind !== 'exchange') return undefined;
  const { request, response } = entry.exchange;
  if (preflightFor(request) !== undefined) return `${preflight} ${response.status}`;
  const found = read(request);
  const id =
    found.kind === 'operation'
      ? found.asked.subject.id
      : found.kind === 'method'
        ? 'another method'
        : 'unknown path';
  return `${id} ${response.status}`;
}

const preflight = 'preflight';

/** Every mutant that what was seen offers: one for each operation, status, place and operator. */
export function mutantsOf(kinds: ReadonlyMap<string, readonly Entry[]>): Mutant[] {
  return [...kinds].flatMap(([kind, entries]) => {
    const [first] = entries;
    if (first?.kind === 'arrival') return ofDeliveries(kind, entries as Arriving[]);
    if (kind.startsWith(`${preflight} `)) return ofPreflights(kind);
    return ofReplies(kind, entries as Asking[]);
  });
}

const mostLookedAt = 60;

function ofReplies(kind: string, entries: readonly Asking[]): Mutant[] {
  const [id = '', status = ''] = kind.split(/ (?=\d+$)/);
  const subject = subjects.find((each) => each.id === id);
  const reply = subject?.replies.get(Number(status));
  const schema = reply?.schema === undefined ? undefined : { $ref: reply.schema };
  const some = entries.slice(0, mostLookedAt);
  const places = new Map(
    some.flatMap(({ exchange }) => placesOf(exchange.response.json)).map((place) => [place.join('/'), place]),
  );
  const names = [
    'content-type',
    ...(reply?.headers.map(({ name }) => name.toLowerCase()) ?? []),
    ...(id === 'another method' ? ['allow'] : []),
  ];
  const base = { subject: id, concerns: (entry: Entry) => entry.kind === 'exchange' };
  return [
    ...atPlaces(places.values(), schema).map(({ place, schema: here, operator }): Mutant => ({
      ...base,
      name: `${kind} /${place.join('/')} ${operator.name}`,
      kind: operator.name,
      spoil: (entry, previous) => {
        const asking = entry as Asking;
        const before = (previous as Asking | undefined)?.exchange.response.json;
        const result = spoiled(asking.exchange.response.json, place, operator, {
          previous: before,
          schema: here,
        });
        return result && [withReply(asking, withBody(asking.exchange.response, result.value))];
      },
    })),
    ...names.flatMap((name) =>
      headerOperators.map((operator): Mutant => ({
        ...base,
        name: `${kind} header ${name} ${operator.name}`,
        kind: operator.name,
        spoil: (entry, previous) =>
          spoiledHeader(entry as Asking, previous as Asking | undefined, name, operator),
      })),
    ),
    ...statuses(kind, subject).map((other): Mutant => ({
      ...base,
      name: `${kind} status ${other}`,
      kind: 'status',
      spoil: (entry) => [
        withReply(entry as Asking, { ...(entry as Asking).exchange.response, status: other }),
      ],
    })),
    {
      ...base,
      name: `${kind} body empty`,
      kind: 'empty',
      spoil: (entry) => [
        withReply(entry as Asking, { ...withBody((entry as Asking).exchange.response, undefined), text: '' }),
      ],
    },
    {
      ...base,
      name: `${kind} body with another property`,
      kind: 'one more property',
      spoil: (entry) => {
        const { response } = (entry as Asking).exchange;
        return [withReply(entry as Asking, withBody(response, { ...(response.json as object), extra: 1 }))];
      },
    },
  ];
}

/** A preflight says all in headers, whose names may be in any letters; that of a page which may not send may have any status. */
function ofPreflights(kind: string): Mutant[] {
  const base = { subject: preflight, concerns: (entry: Entry) => entry.kind === 'exchange' };
  const isLetIn = / 2\d\d$/.test(kind);
  const names = (isLetIn ? ['origin', 'methods', 'headers'] : ['origin']).map(
    (name) => `access-control-allow-${name}`,
  );
  const spoiling = isLetIn
    ? ['absent', 'the value of before', 'empty', 'always the same']
    : ['where there is none'];
  return [
    ...names.flatMap((name) =>
      headerOperators
        .filter((operator) => spoiling.includes(operator.name))
        .map((operator): Mutant => ({
          ...base,
          name: `${kind} header ${name} ${operator.name}`,
          kind: operator.name,
          spoil: (entry, previous) =>
            spoiledHeader(entry as Asking, previous as Asking | undefined, name, operator),
        })),
    ),
    ...(isLetIn ? [302, 403, 405] : []).map((status): Mutant => ({
      ...base,
      name: `${kind} status ${status}`,
      kind: 'status',
      spoil: (entry) => [withReply(entry as Asking, { ...(entry as Asking).exchange.response, status })],
    })),
  ];
}

/** Every operator at every place, with the schema of the place. */
function atPlaces(
  places: Iterable<Place>,
  schema: unknown,
): { place: Place; schema: Record<string, unknown>; operator: Operator }[] {
  return [...places].flatMap((place) => {
    const here = schemaAt(schema, place);
    return operators.map((operator) => ({ place, schema: here, operator }));
  });
}

/** Other statuses that a server might take instead: documented ones, and one that is not. */
function statuses(kind: string, subject: Subject | undefined): number[] {
  const own = Number(kind.split(' ').at(-1));
  const documented = [...(subject?.replies.keys() ?? [])].filter((status) => status !== own);
  return [...documented, 200, 418].filter(
    (status, index, all) => status !== own && all.indexOf(status) === index,
  );
}

function withBody(response: Response, json: unknown): Response {
  const text = JSON.stringify(json) ?? '';
  const headers = { ...response.headers };
  if (headers['content-length'] !== undefined) headers['content-length'] = String(Buffer.byteLength(text));
  return { ...response, headers, text, json };
}

const bodies = new WeakMap<Arriving, unknown>();

/** The body of a delivery, read once for all of its mutants. */
function bodyOf(entry: Arriving): unknown {
  if (!bodies.has(entry)) bodies.set(entry, JSON.parse(entry.body));
  return bodies.get(entry);
}

function ofDeliveries(kind: string, entries: readonly Arriving[]): Mutant[] {
  const [subject = ''] = kind.split(' ');
  const id = Object.entries(webhooks).find(([, name]) => name === subject)?.[0] ?? '';
  const item = closedDocument.webhooks?.[id] as { post?: { requestBody?: unknown } } | undefined;
  const schema =
    item &&
    resolve<{ content: Record<string, { schema: unknown }> }>(item.post?.requestBody).content[
      'application/json'
    ]?.schema;
  const places = new Map(
    entries
      .slice(0, mostLookedAt)
      .flatMap((entry) => placesOf(bodyOf(entry)))
      .map((place) => [place.join('/'), place]),
  );
  const headers = new Set(
    entries
      .flatMap((entry) => Object.keys(entry.headers))
      .filter((name) => /^(x-atteny|webhook)-/.test(name)),
  );
  const base = { subject, concerns: (entry: Entry) => entry.kind === 'arrival' };
  return [
    ...atPlaces(places.values(), schema).map(({ place, schema: here, operator }): Mutant => ({
      ...base,
      name: `${kind} /${place.join('/')} ${operator.name}`,
      kind: operator.name,
      spoil: (entry, previous) => {
        const before = previous && bodyOf(previous as Arriving);
        const result = spoiled(bodyOf(entry as Arriving), place, operator, {
          previous: before,
          schema: here,
        });
        return result && [{ ...(entry as Arriving), body: JSON.stringify(result.value) }];
      },
    })),
    ...[...headers].flatMap((name) =>
      headerOperators.map((operator): Mutant => ({
        ...base,
        name: `${kind} header ${name} ${operator.name}`,
        kind: operator.name,
        spoil: (entry, previous) => {
          const arrival = entry as Arriving;
          const result = operator.spoil(arrival.headers[name], {
            previous: (previous as Arriving | undefined)?.headers[name],
            siblings: {},
            another: undefined,
            schema: {},
          });
          if (!result) return undefined;
          const changed = { ...arrival.headers };
          if (result.value === absent) delete changed[name];
          else changed[name] = result.value as string;
          return [{ ...arrival, headers: changed }];
        },
      })),
    ),
    { ...base, name: `${kind} lost`, kind: 'lost', spoil: () => [] },
    { ...base, name: `${kind} twice`, kind: 'twice', spoil: (entry) => [entry, entry] },
  ];
}
