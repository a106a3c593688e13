import { createHash } from 'node:crypto';
import { limits, type ErrorCode } from '@atteny/contract';
import type { Reply } from '../contract/catalog.ts';
import { uncovered } from '../conformance/reply.ts';
import type { Request, Response } from '../target/exchange.ts';
import { edges, limitHeaders, quotaUsed, retryAfter, usedIn } from './limits.ts';
import { read, type Asked } from './request.ts';
import { prose, type Answer } from './rule.ts';
import type { RuleName } from './named-rules.ts';
import { rules } from './rules.ts';
import { shown } from './shown.ts';
import { isRecord, Unknown } from './template.ts';
import { withEntry, type Key, type Moment, type World } from './world.ts';

/** What a reply has to be, whole, and what the world is after it. */
export interface Expected {
  operationId: string | undefined;
  status: number;
  /** The rule by which it is this status. */
  rule?: RuleName;
  /** Headers that the contract knows, by their lower-case name; null: it must not be there. */
  headers: Record<string, unknown>;
  body: unknown;
  next(response: Response): World;
}

/** Headers that say something only on some replies: where they are not expected they must not be. */
export const occasional = ['retry-after', 'idempotency-replayed', 'allow'] as const;

/**
 * The order of judgement: what a request has to be answered with in a world, by the key that it brings. Several where the
 * contract leaves it open or an edge of time lies within the exchange; the reply has to be one of them.
 */
export function expect(
  world: World,
  presented: string | undefined,
  request: Request,
  moment: Moment,
): Expected[] {
  const found = read(request);
  if (found.kind === 'unknown') {
    return [
      refused(world, undefined, uncovered[404], 404, 'not_found', { rule: 'no operation has the path' }),
    ];
  }
  if (found.kind === 'method') {
    return [
      refused(world, undefined, uncovered[405], 405, 'method_not_allowed', {
        allow: found.allow,
        rule: 'no operation has the method',
      }),
    ];
  }
  const { asked } = found;
  const key = presented === undefined ? undefined : world.keys.get(presented);
  const valid = key === undefined ? [] : validity(key, moment);
  const unknown = (code: ErrorCode): Expected =>
    refused(world, asked, undefined, 401, code, { rule: 'a key has to be good' });
  if (presented === undefined) return [unknown('unauthorized')];
  if (key === undefined) return [unknown('invalid_api_key')];
  return valid.flatMap((isValid) =>
    isValid
      ? edges(moment).flatMap((edge) => withKey(world, presented, key, { ...asked, key }, moment, edge))
      : [unknown('invalid_api_key')],
  );
}

/** Whether a key holds: yes, no, or both where its end lies within the exchange. */
function validity({ expiresAt, revokedAt }: Key, { from, to, sent }: Moment): boolean[] {
  const expired =
    expiresAt === null ? [false] : from >= expiresAt ? [true] : to < expiresAt ? [false] : [true, false];
  const revoked =
    revokedAt === null
      ? [false]
      : sent - revokedAt > limits.keyRevocationSeconds * 1000
        ? [true]
        : [true, false];
  const over = new Set(expired.flatMap((a) => revoked.map((b) => a || b)));
  return [...over].map((isOver) => !isOver);
}

interface Edge {
  window: number;
  month: number;
}

function withKey(
  world: World,
  presented: string,
  key: Key,
  asked: Asked,
  moment: Moment,
  edge: Edge,
): Expected[] {
  const { operation } = asked.subject;
  const before = { rate: usedIn(world, presented, edge.window), quota: quotaUsed(world, edge.month) };
  const headersOf = (counted: typeof before) => limitHeaders(world, key, edge, counted);
  const refuse = (
    status: number,
    code: ErrorCode,
    counted: typeof before,
    more: Partial<Refusal> = {},
  ): Expected =>
    refused(counted === before ? world : taken, asked, undefined, status, code, {
      ...more,
      headers: { ...headersOf(counted), ...more.headers },
    });
  const counted = { ...before, rate: before.rate + 1 };
  const taken: World = {
    ...world,
    rate: withEntry(world.rate, presented, { window: edge.window, used: counted.rate }),
  };

  if (!world.plan.hasAPI || (operation.tag === 'webhooks' && !world.plan.hasWebhooks)) {
    return [refuse(403, 'API_FEATURE_DISABLED', before, { rule: 'the plan includes it' })];
  }
  if (before.rate >= (key.requestsPerMinute ?? world.requestsPerMinute)) {
    return [
      refuse(429, 'rate_limit_exceeded', before, {
        headers: { 'retry-after': retryAfter(edge.window, moment) },
        rule: 'the minute has room',
      }),
    ];
  }
  if (operation.scopes.some((scope) => !(key.scopes as readonly string[]).includes(scope))) {
    return [refuse(403, 'insufficient_scope', counted, { rule: 'the key has the scope' })];
  }
  if (asked.refusal) {
    const { status, places } = asked.refusal;
    const invalid = refuse(status, codeOf[status], counted, {
      places,
      rule: 'the request keeps the contract',
    });
    if (!asked.open) return [invalid];
  }
  const open = asked.open
    ? [refuse(400, 'validation_error', counted, { places: ['/query'], anywhere: true })]
    : [];
  if (asked.refusal) return open;
  return [...open, ...performed(taken, asked, moment, edge, counted, key, refuse)];
}

const codeOf = {
  400: 'validation_error',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
} as const;

type Refuse = (
  status: number,
  code: ErrorCode,
  counted: { rate: number; quota: number },
  more?: Partial<Refusal>,
) => Expected;

function performed(
  world: World,
  asked: Asked,
  moment: Moment,
  edge: Edge,
  counted: { rate: number; quota: number },
  key: Key,
  refuse: Refuse,
): Expected[] {
  const noted = asked.idempotencyKey === undefined ? undefined : world.idempotency.get(asked.idempotencyKey);
  const kept = noted ? stillKept(noted.at, moment) : [false];
  return kept.flatMap((isKept) => {
    if (!isKept || !noted) return charged(world, asked, moment, edge, counted, key, refuse);
    if (noted.fingerprint !== fingerprint(asked)) {
      return [refuse(409, 'idempotency_conflict', counted, { rule: 'an Idempotency-Key is of one request' })];
    }
    return [
      {
        operationId: asked.subject.id,
        status: noted.status,
        rule: 'an Idempotency-Key is of one request',
        headers: {
          ...headers(asked),
          ...limitHeaders(world, key, edge, counted),
          'idempotency-replayed': 'true',
        },
        body: noted.json,
        next: () => world,
      },
    ];
  });
}

function charged(
  world: World,
  asked: Asked,
  moment: Moment,
  edge: Edge,
  counted: { rate: number; quota: number },
  key: Key,
  refuse: Refuse,
): Expected[] {
  if (world.monthlyQuota !== null && counted.quota >= world.monthlyQuota) {
    return [refuse(402, 'quota_exceeded', counted, { rule: 'the month has room' })];
  }
  const used = { ...counted, quota: counted.quota + 1 };
  const after: World = { ...world, quota: { month: edge.month, used: used.quota } };
  const rule = rules[asked.subject.id];
  if (!rule) return [];
  const given = rule.answer(after, asked, moment);
  const answers: readonly Answer[] = 'status' in given ? [given] : given;
  return answers.map((answer) => {
    const expected = reply(after, asked, answer, limitHeaders(world, key, edge, used));
    const { idempotencyKey } = asked;
    if (idempotencyKey === undefined) return expected;
    const at = { from: moment.from, to: moment.to };
    return {
      ...expected,
      next(response) {
        const next = expected.next(response);
        const note = { fingerprint: fingerprint(asked), status: response.status, json: response.json, at };
        return { ...next, idempotency: withEntry(next.idempotency, idempotencyKey, note) };
      },
    };
  });
}

function stillKept(at: { from: number; to: number }, moment: Moment): boolean[] {
  const kept = limits.idempotencyKeyHours * 3_600_000;
  if (moment.from - at.to > kept) return [false];
  return moment.to - at.from < kept ? [true] : [true, false];
}

function fingerprint({ subject, params, json }: Asked): string {
  return createHash('sha256')
    .update(JSON.stringify([subject.id, params, ordered(json)]))
    .digest('hex');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  return Object.keys(value)
    .toSorted()
    .map((name) => [name, ordered(value[name])]);
}

function reply(world: World, asked: Asked, answer: Answer, limited: Record<string, string>): Expected {
  if ('code' in answer) {
    return refused(world, asked, undefined, answer.status, answer.code, {
      headers: limited,
      places: answer.places ?? [],
    });
  }
  const { status, data, meta, next } = answer;
  return {
    operationId: asked.subject.id,
    status,
    headers: { ...headers(asked), ...limited },
    body: { success: true, data, ...(meta !== undefined && { meta }) },
    next: (response) => next?.(response) ?? world,
  };
}

interface Refusal {
  headers: Record<string, unknown>;
  allow: readonly string[];
  /** Places of the request that `details` may name. */
  places: readonly string[];
  anywhere: boolean;
  rule: RuleName;
}

function refused(
  world: World,
  asked: Asked | undefined,
  promise: Reply | undefined,
  status: number,
  code: ErrorCode,
  { headers: more = {}, allow, places = [], anywhere = false, rule }: Partial<Refusal>,
): Expected {
  const promised = promise ?? asked?.subject.replies.get(status);
  const sentences = (promised?.examples ?? [])
    .map(({ value }) => value as { code?: string; error?: string; details?: unknown })
    .filter((example) => example.code === code)
    // What is no JSON at all is said otherwise than what has a place.
    .filter(
      (example) => status !== 400 || anywhere || (example.details === undefined) === (places.length === 0),
    )
    .map(({ error }) => error);
  const body = {
    success: false,
    code,
    error: new Unknown(
      (value) =>
        sentences.includes(value as string)
          ? undefined
          : `${shown(value)} is no sentence that the contract shows for ${code}`,
      sentences[0],
      'a refusal has its sentence',
    ),
    ...(status === 400 && { details: details(places, anywhere) }),
  };
  return {
    operationId: asked?.subject.id,
    status,
    ...(rule && { rule }),
    headers: {
      ...headers(asked),
      ...more,
      ...(allow && {
        allow: new Unknown(
          (value) =>
            sameSet(value, allow) ? undefined : `Allow names ${String(value)} instead of ${allow.join(', ')}`,
          allow.join(', '),
          'no operation has the method',
        ),
      }),
    },
    body,
    next: () => world,
  };
}

function sameSet(value: unknown, allow: readonly string[]): boolean {
  const named = String(value)
    .split(/\s*,\s*/)
    .filter((each) => each !== 'OPTIONS');
  return named.toSorted().join() === allow.toSorted().join();
}

/** `details` say where: at least one place, and none that is sound. What is no JSON at all has none. */
function details(places: readonly string[], anywhere: boolean): Unknown {
  return new Unknown(
    (value) => {
      if (value === undefined) return places.length === 0 || anywhere ? undefined : 'is missing';
      if (!Array.isArray(value) || value.length === 0) return 'is no list';
      if (places.length === 0) return 'is there for what is no JSON';
      for (const each of value as unknown[]) {
        if (!isRecord(each) || Object.keys(each).toSorted().join() !== 'message,path') {
          return `${shown(each)} is no detail`;
        }
        if (prose.admits(each['message']).length > 0) return `${shown(each)} says nothing`;
        if (!anywhere && !places.includes(String(each['path']))) {
          return `${shown(each['path'])} is not what is wrong (${places.join(', ')})`;
        }
      }
      return undefined;
    },
    places.length === 0 ? undefined : [{ path: places[0], message: 'Não serve.' }],
    'details name what is wrong',
  );
}

/** What every reply carries, and what it must not carry unless something says so. */
function headers(asked: Asked | undefined): Record<string, unknown> {
  void asked;
  return {
    'content-type': new Unknown(
      (value) =>
        /^application\/json(; *charset=utf-8)?$/i.test(String(value))
          ? undefined
          : `${shown(value)} is no JSON in UTF-8`,
      'application/json; charset=utf-8',
      'the media type is JSON',
    ),
    ...Object.fromEntries(limitNames.map((name) => [name, null])),
    ...Object.fromEntries(occasional.map((name) => [name, null])),
  };
}

/** Headers that tell the limits. */
export const limitNames = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-api-quota-limit',
  'x-api-quota-used',
  'x-api-quota-remaining',
  'x-api-quota-reset',
] as const;
