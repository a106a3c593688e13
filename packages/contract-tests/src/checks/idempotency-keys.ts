import { limits, scopes } from '@atteny/contract';
import { subjects } from '../contract/catalog.ts';
import { Session } from './session.ts';
import type { Check, CheckContext, Result } from './check.ts';

/** Whose an Idempotency-Key is, of what, and how long. What a repetition gives is told by the model. */
export const idempotencyKeys: Check = {
  name: 'idempotency keys',
  title: 'an Idempotency-Key is of one request of one organization, whatever its API key, for some hours',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to have two organizations and a second key'),
  async *run(context) {
    yield await hours(context);
    yield await keysOfOne(context);
  },
};

/** A key that was renewed repeats what the one before began; another operation never takes the same value. */
async function keysOfOne(context: CheckContext): Promise<Result> {
  const name = 'all API keys of an organization share it, and no two operations do';
  if (!context.worlds) return { name, violations: [] };
  const session = new Session(context, await context.worlds.create());
  const renewed = await session.world.keyWith({ scopes });
  const repeatable = subjects.filter(({ operation }) => operation.idempotent);
  const bodyOf: Record<string, unknown> = Object.fromEntries(
    repeatable.map(({ id, body }) => [id, body?.examples[0]?.value]),
  );
  for (const { id } of repeatable) {
    const headers = { 'idempotency-key': `de-${id}` };
    const json = bodyOf[id];
    await session.call(id, { json, headers }, 201);
    await session.call(id, { json, headers, key: renewed }, 201);
    for (const { id: other } of repeatable) {
      if (other === id) continue;
      for (const key of [session.world.key, renewed]) {
        await session.call(other, { json: bodyOf[other], headers, key }, 409, 'idempotency_conflict');
      }
    }
  }
  return session.result(name);
}

/** They are forgotten when their hours are over, and not before. */
async function hours(context: CheckContext): Promise<Result> {
  const name = 'it is of one organization, and holds for its hours';
  if (!context.worlds) return { name, violations: [] };
  const [mine, theirs] = [
    new Session(context, await context.worlds.create()),
    new Session(context, await context.worlds.create()),
  ];
  const headers = { 'idempotency-key': 'a-mesma-chave' };
  const json = { phoneNumber: '+5531977770000', name: 'De uma' };
  for (const session of [mine, theirs]) await session.call('createContact', { json, headers }, 201);
  await mine.call(
    'createContact',
    { json: { ...json, name: 'De outra' }, headers },
    409,
    'idempotency_conflict',
  );
  const taken = { 'idempotency-key': 'recusada' };
  await mine.call('createContact', { json, headers: taken }, 409, 'contact_exists');
  await mine.call('createContact', { json, headers: taken }, 409, 'contact_exists');
  const mended = { 'idempotency-key': 'corrigida' };
  const contact = { phoneNumber: '+5531977770001', name: 'Corrigida' };
  await mine.call(
    'createContact',
    { json: { ...contact, name: 7 }, headers: mended },
    400,
    'validation_error',
  );
  await mine.call('createContact', { json: contact, headers: mended }, 201);
  await mine.world.advance('1h');
  await mine.call('createContact', { json, headers }, 201);
  await mine.world.advance(`${(limits.idempotencyKeyHours - 1) * 60 - 5}m`);
  await mine.call('createContact', { json, headers }, 201);
  await mine.world.advance('1h');
  await mine.call('createContact', { json, headers }, 409, 'contact_exists');
  await theirs.call('createContact', { json, headers }, 201);
  return { name, violations: [...mine.result('').violations, ...theirs.result('').violations] };
}
