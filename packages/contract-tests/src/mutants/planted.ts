import { createHmac } from 'node:crypto';
import { delivery as promised } from '@atteny/contract';
import { expectations, observe, nothing, type Model } from '../oracle/oracle.ts';
import type { RuleName } from '../oracle/named-rules.ts';
import type { Arriving, Asking, Doing, Entry } from '../oracle/timeline.ts';
import type { Delivery, World } from '../oracle/world.ts';
import type { Request, Response } from '../target/exchange.ts';
import { breaksForm, nobody, rulesOf, type Noticers, type Run } from './hunt.ts';
import type { Proofs } from './rule-by-rule.ts';
import { answered } from './lost.ts';

/** A fault that no operator at one place makes. */
export interface Planted {
  name: string;
  /** Ways to see it in a world: what would have been seen from a place on, up to the entry that shows it. */
  plant(this: void, entries: readonly Entry[]): Iterable<Seen>;
}

interface Seen {
  /** Place among the entries of the world. */
  from: number;
  entries: Entry[];
}

/** One fault is looked for at so many places of a run. */
const mostTries = 80;

/** Plants each fault, and offers what notices it as a proof. */
export function plantAll(run: Run, proofs: Proofs): void {
  for (const { name, plant } of all) {
    let tries = 0;
    for (const { from, entries } of everywhere(run, plant)) {
      if ((tries += 1) > mostTries) break;
      const before = run.before[from] ?? nothing;
      proofs.offer(name, noticersOf(before, entries), (off) => noticersOf(before, entries, off));
    }
  }
}

function* everywhere(run: Run, plant: Planted['plant']): Generator<Seen> {
  for (const [world, numbers] of run.inWorld) {
    if (world === '') continue;
    const entries = numbers.flatMap((index) => run.entries[index] ?? []);
    for (const seen of plant(entries)) yield { ...seen, from: numbers[seen.from] ?? 0 };
  }
}

function noticersOf(before: Model, entries: readonly Entry[], off?: RuleName): Noticers {
  let model = before;
  for (const entry of entries) {
    if (breaksForm(entry)) return new Set(['schema' as const]);
    const { found, model: after } = observe(model, entry);
    const noticers = rulesOf(found, off);
    if (noticers.size > 0) return noticers;
    model = after;
  }
  return nobody;
}

/** Each entry of a kind, spoiled. */
const each = <E extends Entry>(
  pick: (entry: Entry) => E | undefined,
  spoil: (entry: E, before: readonly Entry[]) => Entry[] | undefined,
): Planted['plant'] =>
  function* (entries) {
    for (const [from, entry] of entries.entries()) {
      const picked = pick(entry);
      const spoiled = picked && spoil(picked, entries.slice(0, from));
      if (spoiled) yield { from, entries: spoiled };
    }
  };

const exchange = (entry: Entry): Asking | undefined => (entry.kind === 'exchange' ? entry : undefined);
const arrival = (entry: Entry): Arriving | undefined => (entry.kind === 'arrival' ? entry : undefined);
const doing =
  (operation: Doing['operation']) =>
  (entry: Entry): Doing | undefined =>
    entry.kind === 'console' && entry.operation === operation ? entry : undefined;
const listing = (entry: Entry): Asking | undefined =>
  entry.kind === 'exchange' &&
  /^\/webhooks\/[^/]+\/deliveries/.test(entry.exchange.request.path) &&
  entry.exchange.response.status === 200
    ? entry
    : undefined;

const all: readonly Planted[] = [
  // A server that does not know one of its limits is a model of a world without it.
  blind('a plan includes everything', ({ plan, ...world }) => ({
    ...world,
    plan: { ...plan, hasAPI: true, hasWebhooks: true },
  })),
  blind('a month has room for ever', (world) => ({ ...world, monthlyQuota: null })),
  blind(
    'a query that breaks the contract is not looked at',
    (world) => world,
    (request) => ({
      ...request,
      path: request.path.split('?')[0] ?? '',
    }),
  ),
  {
    name: 'Date is three seconds ahead',
    plant: each(exchange, (entry) => [
      withHeaders(entry, (headers) => ({
        ...headers,
        date: new Date(Date.parse(headers['date'] ?? '') + 3000).toUTCString(),
      })),
    ]),
  },
  {
    name: 'Content-Length counts one byte more',
    plant: each(exchange, (entry) => [
      withHeaders(entry, (headers) => ({
        ...headers,
        'content-length': String(Number(headers['content-length']) + 1),
      })),
    ]),
  },
  {
    name: 'a first reply says that it is a replay',
    plant: each(exchange, (entry) => [
      withHeaders(entry, (headers) => ({ ...headers, 'idempotency-replayed': 'true' })),
    ]),
  },
  {
    name: 'a new contact has the id of a conversation',
    plant: each(exchange, (entry, before) => {
      const id = dataOf<{ id?: string }>(entry)?.id;
      const taken = /"id":"(cnv_[^"]+)"/.exec(JSON.stringify(before))?.[1];
      return entry.exchange.response.status === 201 && id?.startsWith('ctt_') && taken !== undefined
        ? [replaced(entry, [[id, taken]])]
        : undefined;
    }),
  },
  {
    name: 'a rotation gives the secret of before',
    plant: each(exchange, (entry, before) => {
      const secret = dataOf<{ secret?: string }>(entry)?.secret;
      const old = secretsIn(before).at(-1);
      return secret === undefined || old === undefined ? undefined : [replaced(entry, [[secret, old]])];
    }),
  },
  {
    name: 'the console shows another name of the contact',
    plant: each(doing('updateConversationStatus'), (entry) => {
      const data = entry.data as { contact?: object };
      return data.contact
        ? [{ ...entry, data: { ...data, contact: { ...data.contact, name: 'Outra' } } }]
        : undefined;
    }),
  },
  {
    name: 'the clock plays an attempt that reaches nobody',
    plant: each(doing('advanceClock'), (entry) =>
      withAttempts(entry, (attempts) => [
        ...attempts,
        ...attempts.slice(-1).map((last) => ({ ...last, number: last.number + 9 })),
      ]),
    ),
  },
  {
    name: 'the clock tells another status of an attempt',
    plant: each(doing('advanceClock'), (entry) =>
      withAttempts(entry, (attempts) => attempts.map((attempt) => ({ ...attempt, statusCode: 299 }))),
    ),
  },
  {
    name: 'a delivery never comes',
    *plant(entries) {
      for (const [index, entry] of entries.entries()) {
        if (entry.kind === 'arrival') {
          const next = entries.findIndex(
            (after, at) => at > index && doing('advanceClock')(after) !== undefined,
          );
          if (next > 0) yield { from: index, entries: entries.slice(index + 1, next + 1) };
        }
      }
    },
  },
  {
    name: 'a delivery comes again as another one',
    plant: each(arrival, (entry) => [
      entry,
      { ...entry, headers: { ...entry.headers, 'x-atteny-delivery': 'dlv_nobody_asked' } },
    ]),
  },
  {
    name: 'a delivery comes to an address that no endpoint has, and nobody signed it',
    plant: each(arrival, (entry) => [
      entry,
      {
        ...entry,
        headers: {
          ...entry.headers,
          host: '127.0.0.1:9',
          'x-atteny-delivery': 'dlv_nobody_asked',
          'x-atteny-signature': `sha256=${'0'.repeat(64)}`,
        },
      },
    ]),
  },
  {
    name: 'a delivery comes again after it was answered well',
    plant: each(arrival, (entry) => [entry, { ...entry }]),
  },
  {
    name: 'an attempt is signed by nobody, and its delivery is known',
    plant: each(arrival, (entry, before) =>
      before.some(
        (other) =>
          other.kind === 'arrival' &&
          other.headers['x-atteny-delivery'] === entry.headers['x-atteny-delivery'],
      )
        ? [{ ...entry, headers: { ...entry.headers, 'x-atteny-signature': `sha256=${'0'.repeat(64)}` } }]
        : undefined,
    ),
  },
  {
    name: 'a delivery comes to an endpoint that was disabled',
    *plant(entries) {
      for (const [index, entry] of entries.entries()) {
        if (entry.kind === 'exchange' && String(entry.exchange.request.body).includes('"DISABLED"')) {
          for (const came of entries.slice(0, index)) {
            if (came.kind === 'arrival') {
              yield {
                from: index,
                entries: [entry, { ...came, at: entry.received, answeredAt: entry.received }],
              };
            }
          }
        }
      }
    },
  },
  {
    name: 'an event is signed, and tells another content',
    plant: each(arrival, (entry, before) =>
      signedAnew(entry, before, (body) => ({
        ...body,
        data: { ...body.data, message: { ...body.data.message, content: 'Outra coisa' } },
      })),
    ),
  },
  {
    name: 'an event has the id of the event before',
    plant: each(arrival, (entry, before) => {
      const last = before.findLast((each_) => each_.kind === 'arrival');
      const id = last && (JSON.parse(last.body) as EventBody).id;
      return id === undefined ? undefined : signedAnew(entry, before, (body) => ({ ...body, id }));
    }),
  },
  {
    name: 'a delivery that succeeded is listed as failed',
    plant: each(listing, (entry) =>
      withData(entry, (list) => list.map((item) => ({ ...item, status: 'FAILED' as const }))),
    ),
  },
  {
    name: 'deliveries are listed oldest first',
    // Of what was redelivered together nobody knows yet when each was created: the list itself has to be in order.
    plant: each(listing, (entry, before) =>
      before.some(
        (other) => other.kind === 'exchange' && other.exchange.request.path.endsWith('/redeliver-failed'),
      )
        ? withData(entry, (list) => list.toReversed())
        : undefined,
    ),
  },
  {
    name: 'a second attempt comes after a second',
    plant: inTime((attempts) =>
      attempts.map((attempt, index) =>
        index === 1 ? { ...attempt, startedAt: later(attempt.startedAt, -3500) } : attempt,
      ),
    ),
  },
  {
    name: 'waits are exactly as planned',
    plant: inTime(asPlanned),
  },
];

/** A server whose world is otherwise, or that is asked otherwise, up to where it answers with another status. */
function blind(
  name: string,
  world: (world: World) => World,
  arrives: (request: Request) => Request = (request) => request,
): Planted {
  return {
    name,
    *plant(entries) {
      let model: Model = nothing;
      for (const [index, entry] of entries.entries()) {
        const before = model;
        model = observe(model, entry).model;
        if (entry.kind !== 'exchange') continue;
        const known = expectations(before, entry)?.world;
        if (!known) continue;
        const server = { ...before, worlds: new Map(before.worlds).set(known.id, world(known)) };
        const response = answered(server, entry, arrives(entry.exchange.request));
        if (response && response.status !== entry.exchange.response.status) {
          yield { from: index, entries: [{ ...entry, exchange: { ...entry.exchange, response } }] };
        }
      }
    },
  };
}

type Attempts = Delivery['attempts'];

/** Attempts at other times, wherever they are told: by the clock, and in every list up to the one that shows it. */
function inTime(change: (attempts: Attempts) => Attempts): Planted['plant'] {
  return function* (entries) {
    for (const [index, entry] of entries.entries()) {
      if (!listing(entry)) continue;
      const times = new Map<string, string>();
      let moved = false;
      for (const { id, attempts } of dataOf<Delivery[]>(entry as Asking) ?? []) {
        for (const [place, { number, startedAt }] of change(attempts).entries()) {
          times.set(`${id} ${number}`, startedAt);
          moved ||= startedAt !== attempts[place]?.startedAt;
        }
      }
      if (moved) {
        yield { from: 0, entries: entries.slice(0, index + 1).map((before) => retimed(before, times)) };
      }
    }
  };
}

function retimed(entry: Entry, times: ReadonlyMap<string, string>): Entry {
  const move = doing('advanceClock')(entry);
  if (move) {
    const data = move.data as { attempts: Played[] };
    const attempts = data.attempts.map((attempt) => ({
      ...attempt,
      startedAt: times.get(`${attempt.deliveryId} ${attempt.number}`) ?? attempt.startedAt,
    }));
    return { ...move, data: { ...data, attempts } };
  }
  const [list] = listing(entry)
    ? withData(entry as Asking, (items) => items.map((item) => shifted(item, times)))
    : [];
  return list ?? entry;
}

/** A delivery with its attempts at their new times, and what follows from the last of them. */
function shifted(item: Delivery, times: ReadonlyMap<string, string>): Delivery {
  const attempts = item.attempts.map((attempt) => ({
    ...attempt,
    startedAt: times.get(`${item.id} ${attempt.number}`) ?? attempt.startedAt,
  }));
  const by = Date.parse(attempts.at(-1)?.startedAt ?? '') - Date.parse(item.attempts.at(-1)?.startedAt ?? '');
  const along = (at: string | null): string | null => (at === null || Number.isNaN(by) ? at : later(at, by));
  return {
    ...item,
    attempts,
    completedAt: along(item.completedAt),
    nextAttemptAt: along(item.nextAttemptAt),
  };
}

/** Attempts whose waits have no chance in them. */
function asPlanned(attempts: Attempts): Attempts {
  const planned: Attempts = [];
  for (const [index, attempt] of attempts.entries()) {
    const before = planned.at(-1);
    const wait = (promised.delaysSeconds[index] ?? 0) * 1000;
    planned.push(
      before ? { ...attempt, startedAt: later(before.startedAt, before.durationMs + wait) } : attempt,
    );
  }
  return planned;
}

const later = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString();

interface Played {
  deliveryId: string;
  number: number;
  startedAt: string;
  statusCode: number | null;
}

function withAttempts(entry: Doing, change: (attempts: Played[]) => Played[]): Entry[] | undefined {
  const data = entry.data as { attempts: Played[] };
  return data.attempts.length === 0
    ? undefined
    : [{ ...entry, data: { ...data, attempts: change(data.attempts) } }];
}

interface EventBody {
  id: string;
  data: { message: object };
}

/** The same delivery with another body, signed by the secret that signed the first. */
function signedAnew(
  entry: Arriving,
  before: readonly Entry[],
  change: (body: EventBody) => EventBody,
): Entry[] | undefined {
  const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text);
  const secret = secretsIn(before).find(
    (each_) => `sha256=${hmac(each_, entry.body).digest('hex')}` === entry.headers['x-atteny-signature'],
  );
  if (secret === undefined || entry.headers['x-atteny-signature-next'] !== undefined) return undefined;
  const json = change(JSON.parse(entry.body) as EventBody);
  const body = JSON.stringify(json);
  const signed = `${json.id}.${entry.headers['webhook-timestamp']}.${body}`;
  const standard = hmac(Buffer.from(secret.replace('whsec_', ''), 'base64'), signed).digest('base64');
  const headers = {
    ...entry.headers,
    'webhook-id': json.id,
    'x-atteny-signature': `sha256=${hmac(secret, body).digest('hex')}`,
    'webhook-signature': `v1,${standard}`,
  };
  return [{ ...entry, body, headers }];
}

function secretsIn(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'exchange' ? (dataOf<{ secret?: string }>(entry)?.secret ?? []) : [],
  );
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each reply has its own shape
function dataOf<T>({ exchange: { response } }: Asking): T | undefined {
  return (response.json as { data?: T } | undefined)?.data;
}

function withData(entry: Asking, change: (list: Delivery[]) => Delivery[]): Asking[] {
  const body = entry.exchange.response.json as { data: Delivery[] };
  return [withJson(entry, { ...body, data: change(body.data) })];
}

function replaced(entry: Asking, pairs: [from: string, to: string][]): Asking {
  const text = pairs.reduce(
    (all_, [from, to]) => all_.replaceAll(from, to),
    JSON.stringify(entry.exchange.response.json),
  );
  return withJson(entry, JSON.parse(text));
}

function withJson(entry: Asking, json: unknown): Asking {
  const text = JSON.stringify(json);
  return withResponse(entry, (response) => ({
    ...response,
    headers: { ...response.headers, 'content-length': String(Buffer.byteLength(text)) },
    text,
    json,
  }));
}

const withHeaders = (
  entry: Asking,
  change: (headers: Record<string, string>) => Record<string, string>,
): Asking => withResponse(entry, (response) => ({ ...response, headers: change(response.headers) }));

function withResponse(entry: Asking, change: (response: Response) => Response): Asking {
  return { ...entry, exchange: { ...entry.exchange, response: change(entry.exchange.response) } };
}
