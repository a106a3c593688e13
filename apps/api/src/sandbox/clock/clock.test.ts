import { delivery as contract } from '@atteny/contract';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ok, startReceiver, status } from '../../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';

let sandbox: TestSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await startReceiver();
});
afterEach(() => {
  receiver.received.length = 0;
  receiver.answerWith(ok);
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

test('six hours play every attempt of a delivery, in order, at the times of the contract', async () => {
  receiver.answerWith(status(500));
  const world = await createWorld(sandbox, {}, receiver.url);
  await world.inbound();
  const begun = performance.now();
  const { data } = await world.advance('6h');
  // The clock of a world goes on while it is moved.
  const passed = performance.now() - begun;
  expect(data).toMatchObject({ completed: true, endpointsDisabled: [] });
  expect(receiver.received).toHaveLength(contract.delaysSeconds.length);

  const [delivery] = (await world.console('GET', '/deliveries')).data;
  expect(delivery).toMatchObject({ status: 'FAILED', nextAttemptAt: null });
  const starts = delivery.attempts.map((attempt: { startedAt: string }) => Date.parse(attempt.startedAt));
  const waits = starts.slice(1).map((start: number, index: number) => start - starts[index]);
  for (const [index, wait] of waits.entries()) {
    const planned = (contract.delaysSeconds[index + 1] ?? 0) * 1_000;
    // A fifth to either side, and what the attempts themselves took at most.
    expect(wait).toBeGreaterThanOrEqual(planned * (1 - contract.jitter));
    expect(wait).toBeLessThanOrEqual(planned * (1 + contract.jitter) + passed);
  }
  const numbers = data.attempts.map((attempt: { number: number }) => attempt.number);
  expect(numbers).toEqual([1, 2, 3, 4, 5].slice(-numbers.length));
});

test('ten deliveries that fail for hours disable the endpoint on the way', async () => {
  receiver.answerWith(status(503));
  const world = await createWorld(sandbox, {}, receiver.url);
  for (let count = 0; count < 10; count++) await world.inbound();
  const { data } = await world.advance('6h');
  expect(data.endpointsDisabled).toMatchObject([{ webhookId: world.endpoint.id, reason: 'FAILURES' }]);
  expect(receiver.received).toHaveLength(50);
  const shown = await world.api('GET', `/webhooks/${world.endpoint.id}`);
  expect(shown.data).toMatchObject({ status: 'DISABLED', disabledReason: 'FAILURES' });
  const disabledAt = Date.parse(shown.data.disabledAt);
  expect(disabledAt).toBeGreaterThan(Date.now() + 2 * 3_600_000);
});

test('the window and the month turn on the way', async () => {
  const startAt = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 0, 31, 23, 59, 30)).toISOString();
  const world = await createWorld(sandbox, { startAt, plan: { requestsPerMinute: 1, monthlyQuota: 1 } });
  expect((await world.api('GET', '/contacts')).status).toBe(200);
  expect((await world.api('GET', '/contacts')).status).toBe(429);
  await world.advance('1m');
  const next = await world.api('GET', '/contacts');
  expect(next.status).toBe(200);
  expect(next.headers.get('x-api-quota-used')).toBe('1');
});

test('to leads to an instant, and the clock does not go back or too far', async () => {
  const world = await createWorld(sandbox);
  const to = new Date(Date.now() + 3_600_000).toISOString();
  const begun = performance.now();
  const { data } = await world.console('POST', '/clock/advance', { to });
  const passed = performance.now() - begun;
  expect(data.completed).toBe(true);
  expect(Date.parse(data.clock.now)).toBeGreaterThanOrEqual(Date.parse(to));
  expect(Date.parse(data.clock.now)).toBeLessThanOrEqual(Date.parse(to) + Math.ceil(passed));
  const back = await world.console('POST', '/clock/advance', { to: new Date().toISOString() });
  expect(back).toMatchObject({ status: 400, details: [{ path: '/body/to' }] });
  expect(await world.advance('367d')).toMatchObject({ status: 400, details: [{ path: '/body/by' }] });
});

test('two advances of one world are done one after the other', async () => {
  const world = await createWorld(sandbox);
  const [one, two] = await Promise.all([world.advance('1h'), world.advance('1h')]);
  const offsets = [one?.data.clock.offsetMs, two?.data.clock.offsetMs].toSorted((a, b) => a - b);
  expect(offsets).toEqual([3_600_000, 7_200_000]);
});

test('the old secret of a rotation signs until its end comes by the clock', async () => {
  const world = await createWorld(sandbox, {}, receiver.url);
  await world.api('POST', `/webhooks/${world.endpoint.id}/rotate-secret`, { overlapHours: 2 });
  await world.advance('1h');
  await world.api('POST', `/webhooks/${world.endpoint.id}/test`);
  await world.advance('1h');
  await world.api('POST', `/webhooks/${world.endpoint.id}/test`);
  const [during, after] = receiver.received;
  expect(during?.headers).toHaveProperty('x-atteny-signature-next');
  expect(after?.headers).not.toHaveProperty('x-atteny-signature-next');
});
