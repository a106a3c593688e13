import { expect, test } from 'vitest';
import type { Scripted } from './context.fixture.ts';
import { connectionRefused, failureOf, json, me, refusal, scripted, success } from './context.fixture.ts';

const body = { content: 'Seu pedido saiu.' };
const params = { path: { conversationId: 'cnv_1' } };
const reset = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
const html = (status: number) => new Response('<html>', { status, headers: { 'Content-Type': 'text/html' } });
const cut = () => new Response('{"succ', { headers: { 'Content-Type': 'application/json' } });

async function read(script: readonly Scripted[], options = {}) {
  const { client, sent, waits } = scripted([...script, success(me)], options);
  return { failure: await failureOf(client.GET('/me')), sent, waits };
}

async function send(script: readonly Scripted[], options = {}) {
  const { client, sent, waits } = scripted([...script, success({}, { status: 201 })], options);
  const failure = await failureOf(client.POST('/conversations/{conversationId}/messages', { params, body }));
  return { failure, sent, waits };
}

const unclear: [string, Scripted][] = [
  ['a connection that fell', reset()],
  ['silence', 'silence'],
  ['a 500', refusal(500, 'internal_error')],
  ['a 502 of a proxy', html(502)],
  ['a 503 of a proxy, which promises nothing', html(503)],
  ['a reply cut short', cut()],
  ['an empty 201', new Response('', { status: 201 })],
];
const certain: [string, Scripted][] = [
  ['a refused connection', connectionRefused()],
  ['a 429', refusal(429, 'rate_limit_exceeded', { 'Retry-After': '1' })],
  ['a 503', refusal(503, 'service_unavailable', { 'Retry-After': '1' })],
];

test.each([...unclear, ...certain])('a read is repeated after %s', async (_, answer) => {
  const { failure, sent } = await read([answer]);
  expect(failure).toBeUndefined();
  expect(sent).toHaveLength(2);
});

test.each(certain)('a message is sent again after %s: nothing was done', async (_, answer) => {
  const { failure, sent } = await send([answer]);
  expect(failure).toBeUndefined();
  expect(sent).toHaveLength(2);
});

test.each(unclear)(
  'a message is not sent again after %s, and the error says that it may have been',
  async (_, answer) => {
    const { failure, sent } = await send([answer]);
    expect(failure).toMatchObject({ outcome: 'unknown' });
    expect((failure as Error).message).toContain('Não se sabe se a operação aconteceu');
    expect(sent).toHaveLength(1);
  },
);

test.each(unclear)(
  'with idempotentRetries it is sent again after %s, with the same key and body',
  async (_, answer) => {
    const { failure, sent } = await send([answer], { idempotentRetries: true });
    expect(failure).toBeUndefined();
    expect(sent.map(({ init }) => init.headers.get('Idempotency-Key'))).toEqual(['key-1', 'key-1']);
    expect(sent.map(({ init }) => init.body)).toEqual([JSON.stringify(body), JSON.stringify(body)]);
  },
);

test('idempotentRetries does not extend to a write without Idempotency-Key', async () => {
  const { client, sent } = scripted([reset()], { idempotentRetries: true });
  const failure = await failureOf(
    client.DELETE('/webhooks/{webhookId}', { params: { path: { webhookId: 'whk_1' } } }),
  );
  expect(failure).toMatchObject({ outcome: 'unknown' });
  expect(sent).toHaveLength(1);
});

test('the error tells a connection that fell from one that was never made', async () => {
  const fell = await read([reset()], { retries: 0 });
  const never = await read([connectionRefused()], { retries: 0 });
  expect((fell.failure as Error).message).toContain('caiu antes do fim');
  expect((never.failure as Error).message).toContain('nada foi enviado');
});

test('what one attempt left open, the refusal of a later one does not settle', async () => {
  const { failure } = await send([reset(), refusal(429, 'rate_limit_exceeded', { 'Retry-After': '600' })], {
    idempotentRetries: true,
  });
  expect(failure).toMatchObject({ name: 'RateLimitError', outcome: 'unknown' });
});

test.each([400, 401, 402, 403, 404, 409, 413, 415])('a %i is not repeated', async (status) => {
  const { failure, sent } = await read([refusal(status, 'x', { 'Retry-After': '1' })]);
  expect(failure).toMatchObject({ status });
  expect(sent).toHaveLength(1);
});

test.each([html(200), html(404), json({})])(
  'a whole reply of somebody else is not asked for again',
  async (answer) => {
    const { sent } = await read([answer]);
    expect(sent).toHaveLength(1);
  },
);

test('there are as many attempts as asked for', async () => {
  const always = Array.from({ length: 20 }, reset);
  expect((await read(always)).sent).toHaveLength(3);
  expect((await read(always, { retries: 0 })).sent).toHaveLength(1);
  expect((await read(always, { retries: 5 })).sent).toHaveLength(6);
  const { client, sent } = scripted(always);
  await failureOf(client.GET('/me', { retries: 1 }));
  expect(sent).toHaveLength(2);
});

test('without word of the server the wait doubles, up to its longest', async () => {
  const { waits } = await read(Array.from({ length: 20 }, reset), { retries: 7 });
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
});

test.each([
  ['Retry-After in seconds', { 'Retry-After': '27' }, 27_000],
  ['Retry-After 0', { 'Retry-After': '0' }, 0],
  [
    'Retry-After as a date, against the Date of the reply',
    { 'Retry-After': 'Mon, 16 Mar 2026 09:00:09 GMT' },
    9000,
  ],
  ['X-RateLimit-Reset, against the Date of the reply', { 'X-RateLimit-Reset': '1773651625' }, 25_000],
  ['Retry-After before X-RateLimit-Reset', { 'Retry-After': '2', 'X-RateLimit-Reset': '1773651630' }, 2000],
  ['a time that has passed', { 'X-RateLimit-Reset': '1773651000' }, 0],
])('a 429 is waited out by %s', async (_, headers, expected) => {
  // The server's clock is five hours behind: what counts is its own Date.
  const reply = refusal(429, 'rate_limit_exceeded', { Date: 'Mon, 16 Mar 2026 09:00:00 GMT', ...headers });
  const { failure, waits } = await send([reply]);
  expect(failure).toBeUndefined();
  expect(waits).toEqual([expected]);
});

test('a wait beyond maxRetryDelay is left to the caller', async () => {
  const reply = refusal(429, 'rate_limit_exceeded', { 'Retry-After': '61' });
  const { failure, waits } = await read([reply]);
  expect(failure).toMatchObject({ name: 'RateLimitError', retryAfter: 61 });
  expect(waits).toEqual([]);
  expect((await read([reply], { maxRetryDelay: 61_000 })).failure).toBeUndefined();
});
