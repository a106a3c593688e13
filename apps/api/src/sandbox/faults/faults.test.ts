import { verify } from '@atteny/webhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startReceiver } from '../../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';

let sandbox: TestSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await startReceiver();
});
afterEach(() => {
  receiver.received.length = 0;
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

type World = Awaited<ReturnType<typeof createWorld>>;
const apply = (world: World, rules: object[], seed = 7) => world.console('PUT', '/faults', { seed, rules });
const onRequest = (effect: string, more: object = {}) => ({ on: 'REQUEST', effect, ...more });
const person = (count: number) => ({ phoneNumber: `+551199000${String(count).padStart(4, '0')}` });

describe('a request', () => {
  test('is answered a documented status with its headers, and nothing is done', async () => {
    const world = await createWorld(sandbox);
    await apply(world, [onRequest('STATUS', { operationId: 'createContact', status: 503, count: 1 })]);
    const refused = await world.api('POST', '/contacts', person(1));
    expect(refused).toMatchObject({ status: 503, code: 'service_unavailable' });
    expect((await world.api('GET', '/contacts')).meta.total).toBe(0);
    expect((await world.api('POST', '/contacts', person(1))).status).toBe(201);
    const { data } = await world.console('GET', '/requests?operationId=createContact');
    expect(data.map(({ fault }: { fault: unknown }) => fault)).toEqual([
      null,
      { rule: '1', effect: 'STATUS' },
    ]);
  });

  test.each([
    ['CUT_BEFORE', 0],
    ['CUT_AFTER', 1],
    ['TRUNCATED', 1],
  ])('%s: the connection breaks, and %i contacts are there', async (effect, total) => {
    const world = await createWorld(sandbox);
    await apply(world, [onRequest(effect, { name: 'cut', operationId: 'createContact' })]);
    await expect(world.api('POST', '/contacts', person(1))).rejects.toThrow(/fetch failed|terminated/);
    expect((await world.api('GET', '/contacts')).meta.total).toBe(total);
    const { data } = await world.console('GET', '/requests?operationId=createContact');
    expect(data).toMatchObject([{ fault: { rule: 'cut', effect } }]);
  });

  test.each([
    ['EMPTY', 201, ''],
    ['HTML', 502, '<!doctype html>'],
  ])('%s: another body comes, with the work done', async (effect, status, body) => {
    const world = await createWorld(sandbox);
    await apply(world, [onRequest(effect, { operationId: 'createContact' })]);
    const response = await fetch(`${sandbox.origin}/api/v1/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(person(1)),
    });
    expect(response.status).toBe(status);
    expect((await response.text()).slice(0, 15)).toBe(body);
    expect((await world.api('GET', '/contacts')).meta.total).toBe(1);
  });

  test('DUPLICATE: it arrives twice', async () => {
    const world = await createWorld(sandbox);
    await apply(world, [onRequest('DUPLICATE', { operationId: 'createContact' })]);
    expect(await world.api('POST', '/contacts', person(1))).toMatchObject({
      status: 409,
      code: 'contact_exists',
    });
    const { meta } = await world.console('GET', '/requests?operationId=createContact');
    expect(meta.total).toBe(2);
  });
});

describe('a plan', () => {
  test('with the same seed makes the same run, with another seed another', async () => {
    const run = async (seed: number) => {
      const world = await createWorld(sandbox);
      await apply(world, [onRequest('STATUS', { status: 500, share: 0.5 })], seed);
      const statuses: number[] = [];
      for (let count = 0; count < 40; count += 1) statuses.push((await world.api('GET', '/me')).status);
      return statuses;
    };
    const first = await run(1);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  test('skips, counts, tells what it has done, and ends with a deletion or a reset', async () => {
    const world = await createWorld(sandbox);
    const rules = [onRequest('STATUS', { name: 'third', status: 429, skip: 2, count: 1 })];
    await apply(world, rules);
    const statuses = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await world.api('GET', '/me')).status);
    expect(statuses).toEqual([200, 200, 429, 200, 200]);
    expect((await world.console('GET', '/faults')).data).toEqual({
      seed: 7,
      rules: [{ rule: 'third', on: 'REQUEST', effect: 'STATUS', matched: 5, hit: 1 }],
    });
    expect((await world.console('DELETE', '/faults')).data).toEqual({ seed: null, rules: [] });
    await apply(world, rules);
    await world.console('POST', '/reset');
    expect((await world.console('GET', '/faults')).data).toEqual({ seed: null, rules: [] });
  });

  test.each([
    ['effect', onRequest('TAMPERED')],
    ['effect', { on: 'DELIVERY', effect: 'HTML' }],
    ['operationId', onRequest('EMPTY', { operationId: 'eatCake' })],
    ['status', onRequest('STATUS')],
    ['status', onRequest('STATUS', { operationId: 'getMe', status: 409 })],
    ['status', onRequest('STATUS', { status: 503, code: 'not_found' })],
    ['milliseconds', onRequest('DELAY')],
    ['event', onRequest('EMPTY', { event: 'message.created' })],
  ])('that is wrong in %s names the place', async (name, rule) => {
    const world = await createWorld(sandbox);
    const reply = await apply(world, [onRequest('EMPTY'), rule]);
    expect(reply).toMatchObject({ status: 400, code: 'validation_error' });
    expect(reply.details[0].path).toBe(`/body/rules/1/${name}`);
    expect((await world.console('GET', '/faults')).data.rules).toEqual([]);
  });
});

describe('a delivery', () => {
  const onDelivery = (effect: string, more: object = {}) => ({ on: 'DELIVERY', effect, ...more });
  const verdictOn = async (world: World, index: number) => {
    const { body, headers } = receiver.received[index]!;
    const event = verify({ body, headers, secret: world.endpoint.secret });
    return event.then(
      ({ event: name }) => name,
      (error: Error) => error.name,
    );
  };

  test.each([
    ['TAMPERED', 'SignatureMismatchError'],
    ['WRONG_SECRET', 'SignatureMismatchError'],
    ['STALE', 'TimestampOutOfToleranceError'],
    ['UNKNOWN_EVENT', 'event.unknown'],
  ])('%s reaches the receiver as %s, and the journal marks it', async (effect, verdict) => {
    const world = await createWorld(sandbox, {}, receiver.url);
    await apply(world, [onDelivery(effect)]);
    await world.inbound();
    await world.advance('1s');
    expect(await verdictOn(world, 0)).toBe(verdict);
    const [{ attempts }] = (await world.console('GET', '/deliveries')).data;
    expect(attempts).toMatchObject([{ fault: { rule: '1', effect } }]);
  });

  test('DUPLICATE comes twice, DROP not at all and again later', async () => {
    const world = await createWorld(sandbox, {}, receiver.url);
    await apply(world, [onDelivery('DUPLICATE', { count: 1 }), onDelivery('DROP', { count: 1 })]);
    await world.inbound();
    await world.advance('1s');
    expect(receiver.received).toHaveLength(2);
    await world.inbound();
    await world.advance('1ms');
    expect(receiver.received).toHaveLength(2);
    await world.advance('10s');
    expect(receiver.received).toHaveLength(3);
    expect(await verdictOn(world, 2)).toBe('message.created');
  });

  test('REORDER lets the next one pass before', async () => {
    const world = await createWorld(sandbox, {}, receiver.url);
    await apply(world, [onDelivery('REORDER', { count: 1 })]);
    await world.inbound('first');
    await world.inbound('second');
    await world.advance('1s');
    const contents = receiver.received.map(
      ({ body }) => (JSON.parse(body) as { data: { message: { content: string } } }).data.message.content,
    );
    expect(contents).toEqual(['second', 'first']);
  });
});

describe('a boundary', () => {
  const edge = (world: World, body: object) => world.console('POST', '/boundaries', body);
  const statusesOf = async (world: World, count: number) => {
    const statuses: number[] = [];
    for (let each = 0; each < count; each += 1) statuses.push((await world.api('GET', '/me')).status);
    return statuses;
  };

  test('leaves so many calls of the month', async () => {
    const world = await createWorld(sandbox);
    await world.api('GET', '/me');
    await edge(world, { kind: 'CALLS_LEFT_THIS_MONTH', calls: 2 });
    expect(await statusesOf(world, 3)).toEqual([200, 200, 402]);
  });

  test('leaves so many calls of this minute, also none at all', async () => {
    const startAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 60_000).toISOString();
    const world = await createWorld(sandbox, { startAt });
    await edge(world, { kind: 'CALLS_LEFT_THIS_MINUTE', calls: 2 });
    expect(await statusesOf(world, 3)).toEqual([200, 200, 429]);
    const other = await createWorld(sandbox, { startAt });
    await edge(other, { kind: 'CALLS_LEFT_THIS_MINUTE', calls: 0 });
    expect(await statusesOf(other, 1)).toEqual([429]);
  });

  test('the key expires, and a reset undoes it', async () => {
    const world = await createWorld(sandbox);
    await edge(world, { kind: 'KEY_EXPIRES', seconds: 30 });
    expect(await statusesOf(world, 1)).toEqual([200]);
    await world.advance('31s');
    expect(await statusesOf(world, 1)).toEqual([401]);
    await world.console('POST', '/reset');
    expect(await statusesOf(world, 1)).toEqual([200]);
  });

  test('the next failure disables the endpoint', async () => {
    const world = await createWorld(sandbox, {}, 'http://127.0.0.1:9/');
    await edge(world, { kind: 'NEXT_FAILURE_DISABLES', webhookId: world.endpoint.id });
    await world.inbound();
    const { data } = await world.advance('6h');
    expect(data.endpointsDisabled).toMatchObject([{ webhookId: world.endpoint.id, reason: 'FAILURES' }]);
  });

  test('a plan without webhooks', async () => {
    const world = await createWorld(sandbox);
    await edge(world, { kind: 'NO_WEBHOOKS' });
    expect(await world.api('GET', '/webhooks')).toMatchObject({ status: 403, code: 'API_FEATURE_DISABLED' });
  });

  test.each([
    ['calls', { kind: 'CALLS_LEFT_THIS_MONTH' }],
    ['webhookId', { kind: 'NEXT_FAILURE_DISABLES' }],
    ['seconds', { kind: 'KEY_EXPIRES' }],
  ])('without %s names the place', async (name, body) => {
    const reply = await edge(await createWorld(sandbox), body);
    expect(reply).toMatchObject({ status: 400, details: [{ path: `/body/${name}` }] });
  });
});
