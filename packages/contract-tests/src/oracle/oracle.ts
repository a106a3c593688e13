import type { OperationId } from '@atteny/contract';
import type { Exchange, Request, Response } from '../target/exchange.ts';
import { arrived, receiverOf } from './arrivals.ts';
import { born, done } from './console.ts';
import { expect, type Expected } from './expected-reply.ts';
import { operationIdOf } from './request.ts';
import { mayPageRead, preflightFor, wrongPreflight, wrongSharing } from './sharing.ts';
import type { RuleName } from './named-rules.ts';
import { by, mismatches, Unknown, unobserved, type Mismatch } from './template.ts';
import type { Asking, Entry } from './timeline.ts';
import { momentOf, type World } from './world.ts';

/** Everything that is known: every organization, and the receivers that are watched. Never changed. */
export interface Model {
  worlds: ReadonlyMap<string, World>;
  /** Which world a key opens. */
  owners: ReadonlyMap<string, string>;
  receivers: readonly string[];
  /** The latest request ids of all. */
  requestIds: readonly string[];
  /** Origins whose pages may read replies beside those of this machine; `*`: any. A setting of the target. */
  origins: readonly string[];
}

export const nothing: Model = {
  worlds: new Map(),
  owners: new Map(),
  receivers: [],
  requestIds: [],
  origins: [],
};

/** What an entry is held against: what is wrong with it, and what is known after it. */
export interface Observation {
  model: Model;
  found: Mismatch[];
  operationId: string | undefined;
  /** The world that it belongs to; undefined: none that is known. */
  worldId: string | undefined;
}

/** Holds what a run saw next against the model, and goes on with it. Pure: the same always gives the same. */
export function observe(model: Model, entry: Entry): Observation {
  switch (entry.kind) {
    case 'receiver':
      return {
        model: { ...model, receivers: [...model.receivers, entry.origin] },
        found: [],
        operationId: undefined,
        worldId: undefined,
      };
    case 'console': {
      const before = model.worlds.get(entry.worldId);
      const { world, found } = before ? done(before, entry) : { world: born(entry), found: [] };
      const owners = world.keys === before?.keys ? model.owners : owned(model.owners, world);
      const after = { ...model, worlds: new Map(model.worlds).set(world.id, world), owners };
      return {
        model: after,
        found: before?.lost ? [] : by('the console tells the same', found),
        operationId: entry.operation,
        worldId: world.id,
      };
    }
    case 'arrival': {
      const receiver = receiverOf(model.worlds.values(), entry);
      if (!receiver) {
        const origin = `http://${entry.headers['host']}`;
        const isOfLost = [...model.worlds.values()].some(({ namedSince }) => namedSince.includes(origin));
        return {
          model,
          found: isOfLost
            ? []
            : [
                {
                  place: '',
                  message: 'a delivery that no endpoint of this run signed',
                  rule: 'a delivery is of an endpoint',
                },
              ],
          operationId: entry.headers['x-atteny-event'],
          worldId: undefined,
        };
      }
      const { world, found } = arrived(receiver.world, receiver.endpoint, entry);
      return {
        model: withWorld(model, world),
        found: world.lost ? [] : by('an event is what happened', found),
        operationId: entry.headers['x-atteny-event'],
        worldId: world.id,
      };
    }
    case 'exchange':
    default:
      return observeExchange(model, entry);
  }
}

/** The key of a request, as its Authorization header names it. */
export function presentedKey({ headers }: Request): string | undefined {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return /^Bearer +(\S.*)$/i.exec(value ?? '')?.[1]?.trim();
}

/** What a request has to be answered with; empty where the model knows nothing of it. */
export function expectations(
  model: Model,
  { exchange, sent, received }: Asking,
): { world: World; expected: Expected[] } | undefined {
  const key = presentedKey(exchange.request);
  const id = key === undefined ? undefined : model.owners.get(key);
  // Without a key that opens anything, every organization gives the same answer.
  const world = id === undefined ? [...model.worlds.values()][0] : model.worlds.get(id);
  if (!world) return undefined;
  return { world, expected: expect(world, key, exchange.request, momentOf(world, sent, received)) };
}

function observeExchange(model: Model, entry: Asking): Observation {
  const { request, response: answer } = entry.exchange;
  // It brings no key, and changes nothing.
  const wanted = preflightFor(request);
  if (wanted !== undefined) {
    return {
      model,
      found: by(
        'a page may ask beforehand',
        wrongPreflight(request, answer, mayPageRead(request, model.origins)),
      ),
      operationId: operationIdOf({ ...request, method: wanted }),
      worldId: undefined,
    };
  }
  const asked = expectations(model, entry);
  if (!asked || asked.world.lost) {
    const after = asked ? withWorld(model, namedIn(asked.world, request)) : model;
    return { model: after, found: [], operationId: undefined, worldId: asked?.world.id };
  }
  const { world, expected } = asked;
  const { response } = entry.exchange;
  const [first] = expected;
  const worldId = model.owners.has(presentedKey(entry.exchange.request) ?? '') ? world.id : undefined;
  if (!first) {
    return {
      model,
      found: [{ place: '', message: `${unobserved} this operation` }],
      operationId: undefined,
      worldId,
    };
  }
  let best: { found: Mismatch[]; expected: Expected } | undefined;
  for (const each of expected) {
    const found = wrong(each, response, world, entry, model);
    if (found.length === 0) {
      best = { found, expected: each };
      break;
    }
    // Where several were right, the one that it is nearest to: an edge of the minute is none of what is wrong.
    const isNearer =
      best?.expected.status === response.status
        ? each.status === response.status && found.length < best.found.length
        : each.status === response.status;
    if (!best || isNearer) best = { found, expected: each };
  }
  const { found, expected: taken } = best ?? { found: [], expected: first };
  const known = { ...model, requestIds: withId(model.requestIds, response, idsKept.ofAll) };
  if (worldId === undefined) return { model: known, found, operationId: first.operationId, worldId };
  return {
    model: withWorld(known, goneOn(world, taken, entry.exchange)),
    found,
    operationId: first.operationId,
    worldId,
  };
}

/** Reads on where it can: a reply of another status than expected leaves it unknown what happened. */
function goneOn(world: World, expected: Expected, { request, response }: Exchange): World {
  if (response.status !== expected.status) return namedIn({ ...world, lost: true }, request);
  try {
    const next = expected.next(response);
    // What is refused before its key is read belongs to nobody.
    const isOwn = expected.headers['x-ratelimit-limit'] !== null;
    return isOwn ? { ...next, requestIds: withId(next.requestIds, response, idsKept.ofWorld) } : next;
  } catch {
    return { ...world, lost: true };
  }
}

/** A lost world with the origins that a request to it names. */
function namedIn(world: World, { body }: Request): World {
  const origins = String(body ?? '').match(/http:\/\/[\w.-]+:\d+/g) ?? [];
  return origins.length === 0 ? world : { ...world, namedSince: [...world.namedSince, ...origins] };
}

/** How many ids are kept: of all, enough to see one come again; of a world, as many as a console is asked for. */
const idsKept = { ofAll: 40, ofWorld: 2000 };

function withId(ids: readonly string[], { headers }: Response, kept: number): readonly string[] {
  const id = headers['x-request-id'];
  return id === undefined ? ids : [...ids, id].slice(-kept);
}

function wrong(
  expected: Expected,
  response: Response,
  world: World,
  { sent, received, exchange }: Asking,
  { requestIds, origins }: Model,
): Mismatch[] {
  const found: Mismatch[] = [];
  if (response.status !== expected.status) {
    return by(expected.rule ?? answersOf(expected), [
      { place: '/status', message: `status ${response.status} instead of ${expected.status}` },
    ]);
  }
  for (const [name, template] of Object.entries(expected.headers)) {
    const value = response.headers[name];
    const ofHeader: RuleName =
      name === 'idempotency-replayed' ? 'an Idempotency-Key is of one request' : 'the limits are told';
    if (template === null) {
      if (value !== undefined) {
        found.push({
          place: `/headers/${name}`,
          message: `header ${name} is there (${value}), and says something that did not happen`,
          rule: 'nothing is said without cause',
        });
      }
    } else if (template instanceof Unknown || value !== undefined) {
      for (const { message, rule } of mismatches(template, value)) {
        found.push({
          place: `/headers/${name}`,
          message: `header ${name}: ${message}`,
          rule: rule ?? ofHeader,
        });
      }
    } else found.push({ place: `/headers/${name}`, message: `header ${name} is missing`, rule: ofHeader });
  }
  const isHead = exchange.request.method === 'HEAD';
  const length = response.headers['content-length'];
  if (!isHead && length !== undefined && Number(length) !== Buffer.byteLength(response.text)) {
    found.push({
      place: '/headers/content-length',
      message: `Content-Length ${length} of ${Buffer.byteLength(response.text)} bytes`,
      rule: 'Content-Length is the length',
    });
  }
  const inWorld = expected.headers['x-ratelimit-limit'] !== null;
  found.push(
    ...by('a page may read it', wrongSharing(exchange.request, response, origins)),
    ...by('Date is the time', wrongDate(response, world, sent, received, inWorld)),
    ...by('a request has an id of its own', wrongId(response, requestIds)),
  );
  if (!isHead) {
    found.push(
      ...by(expected.rule ?? answersOf(expected), mismatches(expected.body, response.json, '/body')),
    );
  }
  return found;
}

const answersOf = ({ operationId }: Expected): RuleName => `what ${operationId as OperationId} answers`;

/** Date is the world's clock; before the key is known, it is that of the server, which nobody can foretell. */
function wrongDate(
  { headers }: Response,
  { ahead }: World,
  sent: number,
  received: number,
  inWorld: boolean,
): Mismatch[] {
  const date = Date.parse(headers['date'] ?? '');
  const [from, to] = inWorld ? [sent + ahead.least, received + ahead.most] : [0, Infinity];
  // Written in whole seconds, and by Node as much as a second late.
  return date >= Math.floor(from / 1000) * 1000 - 1000 && date <= to + 1000
    ? []
    : [{ place: '/headers/date', message: `Date ${String(headers['date'])} is not the time of the reply` }];
}

function wrongId({ headers }: Response, requestIds: readonly string[]): Mismatch[] {
  const place = '/headers/x-request-id';
  const id = headers['x-request-id'];
  if (id === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    return [{ place, message: `header x-request-id: ${String(id)} is no identifier` }];
  }
  return requestIds.includes(id)
    ? [{ place, message: `header x-request-id: ${id} is that of another request` }]
    : [];
}

function owned(owners: ReadonlyMap<string, string>, world: World): ReadonlyMap<string, string> {
  const after = new Map(owners);
  for (const key of world.keys.keys()) after.set(key, world.id);
  return after;
}

function withWorld(model: Model, world: World): Model {
  const watched = [...world.endpoints.values()].map((endpoint) => ({
    endpoint,
    watched: model.receivers.some(
      (origin) => endpoint.url.startsWith(`${origin}/`) || endpoint.url === origin,
    ),
  }));
  const changed = watched.some(({ endpoint, watched: is }) => endpoint.watched !== is);
  const seen = changed
    ? {
        ...world,
        endpoints: new Map(
          watched.map(({ endpoint, watched: is }) => [endpoint.id, { ...endpoint, watched: is }]),
        ),
      }
    : world;
  return { ...model, worlds: new Map(model.worlds).set(seen.id, seen) };
}
