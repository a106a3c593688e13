import { randomUUID } from 'node:crypto';
import { limits, scopes, type ErrorCode, type Scope } from '@atteny/contract';
import { subjects, type Identifiers, type Subject } from '../contract/catalog.ts';
import { compose, type Parts } from '../target/compose.ts';
import type { World } from '../target/worlds.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';
import { toNextMinute } from './limits.ts';

/** Where several things are wrong with a request, the order of judgement says which of them is told. */
export const order: Check = {
  name: 'order',
  title: 'of all that is wrong with a request, the first in the order of judgement is told',
  skip: ({ worlds }) =>
    worlds ? undefined : 'needs --console, to use up limits and to make keys with one scope',
  async *run(context) {
    if (!context.worlds) return;
    const world = await context.worlds.create();
    const keys = new Map<Scope, string>();
    for (const scope of scopes) keys.set(scope, await world.keyWith({ scopes: [scope] }));
    const kept = await keptReplies(context, world);
    // What is asked while a window is full is asked within that window.
    await toNextMinute(context, world);
    yield* whileFull(context, world, keys);
    yield* withoutQuota(context, world, { keys, kept });
  },
};

const nowhere = 'nao_existe_1';
const absent: Identifiers = {
  contactId: nowhere,
  conversationId: nowhere,
  webhookId: nowhere,
  deliveryId: nowhere,
};
const impossible: Identifiers = { contactId: '!', conversationId: '!', webhookId: '!', deliveryId: '!' };
/** A request with everything wrong that may come after what is looked at. */
const hopeless: Omit<Parts, 'key'> = {
  path: absent,
  raw: { body: '{"nada', type: 'application/json' },
};

/** The plan before the limit, the limit before the scope. */
async function* whileFull(
  context: CheckContext,
  world: World,
  keys: ReadonlyMap<Scope, string>,
): AsyncGenerator<Result> {
  const me = subjects.find(({ id }) => id === 'getMe') as Subject;
  for (const key of keys.values()) await context.send(compose(me, { key }));
  await world.change({ requestsPerMinute: 1, monthlyQuota: 1 });
  for (const subject of subjects) {
    yield await told(context, subject, { ...hopeless, key: shut(subject, keys) }, 429, 'rate_limit_exceeded');
  }
  await world.change({ hasAPI: false });
  for (const subject of subjects) {
    yield await told(
      context,
      subject,
      { ...hopeless, key: shut(subject, keys) },
      403,
      'API_FEATURE_DISABLED',
    );
  }
  await world.change({ hasAPI: true, requestsPerMinute: 100_000 });
}

/** The scope before the body, the body before the contract, a kept reply before the quota, and the quota before what is absent. */
async function* withoutQuota(
  context: CheckContext,
  world: World,
  { keys, kept }: { keys: ReadonlyMap<Scope, string>; kept: Kept },
): AsyncGenerator<Result> {
  for (const subject of subjects) {
    const { body, operation } = subject;
    if (operation.scopes.length > 0) {
      const key = shut(subject, keys);
      yield await told(context, subject, { ...hopeless, key }, 403, 'insufficient_scope');
    }
    const { key } = world;
    if (body) {
      const large = { body: '{'.repeat(limits.requestBodyBytes + 1), type: 'text/plain' };
      const asText = { ...hopeless, raw: large };
      yield await told(context, subject, { ...asText, key }, 415, 'unsupported_media_type');
      const asJson = { ...hopeless, raw: { ...large, type: 'application/json' } };
      yield await told(context, subject, { ...asJson, key }, 413, 'payload_too_large');
      yield await told(context, subject, { ...hopeless, key }, 400, 'validation_error');
    }
    if (operation.path.includes('{')) {
      // What cannot be an identifier is as absent as what is none, whatever the body says.
      yield await told(context, subject, { ...hopeless, path: impossible, key }, 404, 'not_found');
    }
    const json = body?.examples[0]?.value;
    yield await told(context, subject, { path: absent, json, key }, 402, 'quota_exceeded');
  }
  for (const [subject, parts] of kept) {
    const again = await ask(context, subject, compose(subject, parts));
    const other = { ...parts, json: subject.body?.examples[1]?.value ?? {} };
    const conflict = await ask(context, subject, compose(subject, other));
    yield {
      name: `${subject.id}: a kept reply comes back after the quota is used up`,
      violations: [
        ...again.violations,
        ...expectReply(subject, again.exchange, 201),
        ...conflict.violations,
        ...expectReply(subject, conflict.exchange, 409, 'idempotency_conflict'),
      ],
    };
  }
}

type Kept = readonly (readonly [Subject, Parts])[];

/** One request to every operation that takes an Idempotency-Key, as it will be sent again. */
async function keptReplies(context: CheckContext, { key, contactId, conversationId }: World): Promise<Kept> {
  const kept = subjects
    .filter(({ operation }) => operation.idempotent)
    .map((subject): readonly [Subject, Parts] => [
      subject,
      {
        key,
        path: { contactId, conversationId },
        headers: { 'idempotency-key': randomUUID() },
        json: subject.body?.examples[0]?.value,
      },
    ]);
  for (const [subject, parts] of kept) await context.send(compose(subject, parts));
  return kept;
}

async function told(
  context: CheckContext,
  subject: Subject,
  parts: Parts,
  status: number,
  code: ErrorCode,
): Promise<Result> {
  const { raw, ...bodiless } = parts;
  const request = compose(subject, subject.body && raw ? parts : bodiless);
  const { exchange, violations } = await ask(context, subject, request);
  return {
    name: `${subject.id} ${status} ${code} before all that comes after`,
    violations: [...violations, ...expectReply(subject, exchange, status, code)],
  };
}

/** A key that does not open an operation; any, where the operation needs none. */
function shut({ operation }: Subject, keys: ReadonlyMap<Scope, string>): string {
  const [, key = ''] = [...keys].find(([scope]) => !operation.scopes.includes(scope)) ?? [];
  return key;
}
