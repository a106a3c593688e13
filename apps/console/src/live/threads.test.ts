import { expect, test } from 'vitest';
import { createThreads, mostThreads, type JournalDelivery, type JournalRequest } from './threads.ts';

const request = (change: Partial<JournalRequest> = {}): JournalRequest => ({
  id: 'req_1',
  at: '2026-03-16T14:05:09.000Z',
  durationMs: 3,
  method: 'POST',
  target: '/api/v1/conversations/cnv_1/messages',
  operationId: 'sendMessage',
  keyPrefix: 'sk_live_Vd5X',
  requestHeaders: {},
  requestBody: '{"content":"Oi"}',
  status: 201,
  code: null,
  responseHeaders: {},
  responseBody: '{"success":true,"data":{"id":"msg_1"}}',
  fault: null,
  ...change,
});

const delivery = (change: Partial<JournalDelivery> = {}): JournalDelivery => ({
  id: 'dlv_1',
  webhookId: 'whk_1',
  eventId: 'evt_1',
  event: 'message.sent',
  kind: 'EVENT',
  status: 'PENDING',
  requestBody: '{"id":"evt_1","data":{"message":{"id":"msg_1"}}}',
  attempts: [],
  nextAttemptAt: null,
  createdAt: '2026-03-16T14:05:09.010Z',
  completedAt: null,
  ...change,
});

const attempt = { number: 1, startedAt: '', durationMs: 1, url: '', requestHeaders: {} } as const;
const attempted = {
  ...attempt,
  statusCode: 200,
  error: null,
  redirectLocation: null,
  responseBody: null,
  fault: null,
};
const over: Partial<JournalDelivery> = {
  status: 'SUCCEEDED',
  attempts: [attempted],
  completedAt: '2026-03-16T14:05:10.000Z',
};

test('a request and the deliveries of its event are one thread, whichever comes first', () => {
  const second = delivery({ id: 'dlv_2', webhookId: 'whk_2' });
  const orders = [
    (threads = createThreads()) => (threads.addRequest(request()), threads.addDelivery(delivery()), threads),
    (threads = createThreads()) => (threads.addDelivery(delivery()), threads.addRequest(request()), threads),
  ];
  for (const order of orders) {
    const threads = order();
    threads.addDelivery(second);
    expect(threads.list()).toMatchObject([
      { request: { id: 'req_1' }, deliveries: [{ id: 'dlv_1' }, { id: 'dlv_2' }], failed: false },
    ]);
  }
});

test('a test and a redelivery belong to the request that asked for them, not to the first delivery of their event', () => {
  const threads = createThreads();
  threads.addDelivery(delivery());
  const responseBody = '{"success":true,"data":{"id":"dlv_9"}}';
  threads.addRequest(
    request({ id: 'req_2', operationId: 'redeliverWebhookDelivery', status: 202, responseBody }),
  );
  threads.addDelivery(delivery({ id: 'dlv_9', kind: 'REDELIVERY', status: 'FAILED' }));
  expect(
    threads.list().map(({ request: asked, deliveries }) => [asked?.id, deliveries.map(({ id }) => id)]),
  ).toEqual([
    [undefined, ['dlv_1']],
    ['req_2', ['dlv_9']],
  ]);
});

test('what was refused, what only read and what was replayed stand for themselves', () => {
  const threads = createThreads();
  threads.addRequest(request());
  threads.addRequest(request({ id: 'req_2', responseHeaders: { 'idempotency-replayed': 'true' } }));
  threads.addRequest(
    request({ id: 'req_3', status: 402, code: 'quota_exceeded', responseBody: '{"success":false}' }),
  );
  threads.addRequest(request({ id: 'req_4', method: 'GET', operationId: 'getContact', status: 200 }));
  expect(threads.list().map(({ key }) => key)).toEqual(['req_4', 'req_3', 'req_2', 'msg_1']);
  expect(threads.list().filter(({ failed }) => failed)).toMatchObject([{ key: 'req_3' }]);
});

test('a page that was read before the stream told more does not turn a delivery back', () => {
  const threads = createThreads();
  threads.addDelivery(delivery(over));
  threads.addDelivery(delivery());
  expect(threads.list()).toMatchObject([{ deliveries: [{ status: 'SUCCEEDED' }] }]);
});

test('the newest stand first, and no more than are kept stay', () => {
  const threads = createThreads();
  for (let number = 0; number < mostThreads + 2; number += 1) {
    const at = new Date(Date.UTC(2026, 0, 1) + number).toISOString();
    threads.addRequest(request({ id: `req_${number}`, at, method: 'GET', operationId: 'listContacts' }));
  }
  expect(threads.list()).toHaveLength(mostThreads);
  expect(threads.list().at(0)?.key).toBe(`req_${mostThreads + 1}`);
  expect(threads.list().at(-1)?.key).toBe('req_2');
});

test('bodies that are no JSON, or cut, are taken as they come', () => {
  const threads = createThreads();
  threads.addDelivery(delivery({ requestBody: '{"data":{"mess' }));
  threads.addRequest(request({ responseBody: null }));
  expect(threads.list().map(({ key }) => key)).toEqual(['evt_1', 'req_1']);
});

test('what was skipped in one second is one gap, and its requests take its place page by page', () => {
  const threads = createThreads();
  const instants = { since: '2026-03-16T14:05:09.100Z', until: '2026-03-16T14:05:09.800Z' };
  const got = (number: number, milliseconds: number) => {
    const at = `2026-03-16T14:05:09.${milliseconds}Z`;
    return request({ id: `req_${number}`, at, method: 'GET', operationId: 'listContacts' });
  };
  threads.addRequest(got(1, 700));
  threads.addSkipped({ requests: 2, ...instants });
  threads.addSkipped({ requests: 1, since: '2026-03-16T14:05:09.050Z', until: '2026-03-16T14:05:09.950Z' });
  const [gap] = threads.list();
  expect(gap?.gap).toEqual({
    since: '2026-03-16T14:05:09.050Z',
    until: '2026-03-16T14:05:09.950Z',
    left: 3,
    page: 1,
  });
  const key = gap?.key ?? '';
  const fill = (page: JournalRequest[], isLast: boolean) => {
    const asked = threads.gap(key);
    if (asked) threads.fillGap(key, asked, page, isLast);
  };
  fill([got(2, 900), got(1, 700), got(3, 600)], false);
  expect(threads.list().map((thread) => thread.request?.id ?? thread.gap?.left)).toEqual([
    'req_2',
    'req_1',
    'req_3',
    1,
  ]);
  fill([got(4, 100)], true);
  expect(threads.list().map((thread) => thread.key)).toEqual(['req_2', 'req_1', 'req_3', 'req_4']);
});

test('a gap that grew while its last page was on the way is still there to be read', () => {
  const threads = createThreads();
  const since = '2026-03-16T14:05:09.100Z';
  threads.addSkipped({ requests: 1, since, until: '2026-03-16T14:05:09.200Z' });
  const key = threads.list()[0]?.key ?? '';
  const asked = threads.gap(key);
  threads.addSkipped({ requests: 2, since, until: '2026-03-16T14:05:09.900Z' });
  if (asked) threads.fillGap(key, asked, [request({ method: 'GET' })], true);
  expect(threads.gap(key)).toMatchObject({ since, until: '2026-03-16T14:05:09.900Z', page: 1 });
});

test('what comes in between, in whatever order, is listed as if all had come at once', () => {
  const ats = [5, 3, 9, 1, 7, 3, 8, 2, 9, 4];
  const asked = ats.map((second, number) =>
    request({
      id: `req_${number}`,
      at: `2026-03-16T14:05:0${second}.000Z`,
      method: 'GET',
      operationId: 'listContacts',
    }),
  );
  const [step, once] = [createThreads(), createThreads()];
  for (const [number, one] of asked.entries()) {
    once.addRequest(one);
    step.addRequest(one);
    if (number % 3 === 0) step.list();
  }
  step.addRequest({ ...request(asked[3]), status: 500 });
  once.addRequest({ ...request(asked[3]), status: 500 });
  expect(step.list()).toEqual(once.list());
});
