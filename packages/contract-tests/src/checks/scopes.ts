import { setTimeout as sleep } from 'node:timers/promises';
import { limits, scopes } from '@atteny/contract';
import { subjects, type Subject } from '../contract/catalog.ts';
import { compose } from '../target/compose.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';

/** A well-formed key that nobody was ever given. */
const unknownKey = 'sk_live_00000000000000000000000000000000000000';

/** Who may do what: every operation with every scope, and with every kind of credential that must not do. */
export const scopeMatrix: Check = {
  name: 'scopes',
  title: 'every operation opens to its scope alone, and to no missing, wrong, revoked or expired key',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to make keys with one scope each'),
  async *run(context) {
    const world = await context.worlds?.create();
    if (!world) return;
    const path = { contactId: world.contactId, conversationId: world.conversationId };
    const keys = new Map<string, string>();
    for (const scope of scopes) keys.set(scope, await world.keyWith({ scopes: [scope] }));
    const without = new Map<string, string>();
    for (const scope of scopes) {
      without.set(scope, await world.keyWith({ scopes: scopes.filter((each) => each !== scope) }));
    }
    const expired = await world.keyWith({ scopes, expiresAt: new Date(Date.now() + 60_000).toISOString() });
    const { key: revoked, revoke } = await world.revocableKey();
    yield await revocation(context, revoked, revoke);
    await world.advance('2m');
    for (const subject of subjects) {
      for (const [scope, key] of keys) {
        const open = subject.operation.scopes.length === 0 || subject.operation.scopes.includes(scope);
        yield await withKey(context, subject, path, key, open, `${subject.id} with ${scope}`);
      }
      for (const scope of subject.operation.scopes) {
        const key = without.get(scope) ?? '';
        yield await withKey(
          context,
          subject,
          path,
          key,
          false,
          `${subject.id} with every scope but ${scope}`,
        );
      }
      for (const [kind, key] of Object.entries({
        expired,
        revoked,
        unknown: unknownKey,
        malformed: 'abc',
        lookalike: `${world.key}x`,
      })) {
        const { exchange, violations } = await ask(
          context,
          subject,
          compose(subject, { path, key, json: subject.body?.examples[0]?.value }),
        );
        yield {
          name: `${subject.id} with ${kind} key`,
          violations: [...violations, ...expectReply(subject, exchange, 401, 'invalid_api_key')],
        };
      }
    }
  },
};

/** In force everywhere within the contract's time, and without any other thing happening meanwhile. */
async function revocation(context: CheckContext, key: string, revoke: () => Promise<void>): Promise<Result> {
  const me = subjects.find(({ id }) => id === 'getMe') as Subject;
  const before = await ask(context, me, compose(me, { key }));
  await revoke();
  await sleep(limits.keyRevocationSeconds * 1000 + 100);
  const after = await ask(context, me, compose(me, { key }));
  return {
    name: 'a revoked key is over at once',
    violations: [
      ...before.violations,
      ...expectReply(me, before.exchange, 200),
      ...after.violations,
      ...expectReply(me, after.exchange, 401, 'invalid_api_key'),
    ],
  };
}

/** No key at all, and other schemes: what any target can be asked. */
export const credentials: Check = {
  name: 'credentials',
  title: 'no operation answers without a bearer key, whatever the spelling',
  skip: () => undefined,
  async *run(context) {
    for (const subject of subjects) {
      for (const [kind, headers] of Object.entries({
        nothing: {},
        'an empty header': { authorization: '' },
        Basic: { authorization: `Basic ${btoa(`${context.key}:`)}` },
        'the key bare': { authorization: context.key },
        'no token': { authorization: 'Bearer' },
      })) {
        const request = compose(subject, { key: null, headers, json: subject.body?.examples[0]?.value });
        const { exchange, violations } = await ask(context, subject, request);
        yield {
          name: `${subject.id} with ${kind}`,
          violations: [...violations, ...expectReply(subject, exchange, 401)],
        };
      }
    }
  },
};

async function withKey(
  context: CheckContext,
  subject: Subject,
  path: Record<string, string>,
  key: string,
  open: boolean,
  name: string,
): Promise<Result> {
  const { exchange, violations } = await ask(
    context,
    subject,
    compose(subject, { path, key, json: subject.body?.examples[0]?.value }),
  );
  if (!open) {
    return {
      name,
      violations: [...violations, ...expectReply(subject, exchange, 403, 'insufficient_scope')],
    };
  }
  const shut = [401, 403].includes(exchange.response.status) ? expectReply(subject, exchange, 200) : [];
  return { name, violations: [...violations, ...shut] };
}
