import { existsSync, readFileSync } from 'node:fs';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type LocalSandbox } from '@atteny/local-servers';
import { ApiError, createClient, type Client } from '@atteny/client';
import { fetch as undiciFetch } from 'undici';
import { sign } from '@atteny/webhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reply } from './01-send-message.ts';
import { sendInvoice } from './02-send-document.ts';
import { ensureContact } from './03-ensure-contact.ts';
import { contactsAsCsv } from './04-export-contacts.ts';
import { waiting } from './05-waiting-conversations.ts';
import { latest } from './06-read-history.ts';
import { confirmOrder } from './07-send-once.ts';
import { whatToDo } from './08-handle-errors.ts';
import { room } from './09-watch-limits.ts';
import { receiver, register } from './10-receive-events.ts';
import { clientBehindProxy } from './11-behind-a-proxy.ts';
import { pages } from './pages.ts';

let sandbox: LocalSandbox;
let atteny: Client;

beforeAll(async () => {
  sandbox = await startSandbox();
  atteny = createClient({ apiKey: sandbox.apiKey, baseUrl: sandbox.origin });
});
afterAll(() => sandbox.close());

async function conversation() {
  const { data } = await atteny.GET('/conversations', { params: { query: { limit: 1 } } });
  const [first] = data;
  if (!first) {
    throw new Error('the demo data has no conversation');
  }
  return first;
}

test('1: replying to a phone number', async () => {
  const { contact, id } = await conversation();
  const message = await reply(atteny, contact.phoneNumber, 'Bom dia!');
  expect(message).toMatchObject({ conversationId: id, direction: 'OUTBOUND', content: 'Bom dia!' });
  await expect(reply(atteny, '+15005550000', 'x')).rejects.toThrow('ainda não escreveu');
});

test('2: sending a document', async () => {
  const { id } = await conversation();
  expect(await sendInvoice(atteny, id, 'https://loja.example/nf/1.pdf')).toMatchObject({
    type: 'DOCUMENT',
    mediaType: 'application/pdf',
  });
});

test('3: a contact is created once', async () => {
  const first = await ensureContact(atteny, '+5548900000001', 'Ana');
  expect(await ensureContact(atteny, '+5548900000001', 'Ana')).toEqual(first);
});

test('4: every contact is exported', async () => {
  const rows: string[] = [];
  for await (const row of contactsAsCsv(atteny)) {
    rows.push(row);
  }
  const { meta } = await atteny.GET('/contacts');
  expect(rows).toHaveLength(meta.total + 1);
  expect(rows).toContain('+5548900000001,"Ana"\n');
});

test('5: those who wait for an answer', async () => {
  const conversations = await waiting(atteny);
  expect(
    conversations.every(
      ({ status, lastMessage }) => status === 'OPEN' && lastMessage?.direction === 'INBOUND',
    ),
  ).toBe(true);
});

test('6: the latest messages, oldest first', async () => {
  const { id } = await conversation();
  const messages = await latest(atteny, id, 5);
  expect(messages.length).toBeGreaterThan(1);
  expect(messages.map(({ createdAt }) => createdAt)).toEqual(
    messages.map(({ createdAt }) => createdAt).toSorted(),
  );
  expect(await latest(atteny, 'cnv_of_nobody', 5)).toEqual([]);
});

test('7: an order is confirmed once', async () => {
  const { id } = await conversation();
  expect(await confirmOrder(atteny, id, '1042')).toBe('sent');
  expect(await confirmOrder(atteny, id, '1042')).toBe('sent');
  const messages = await latest(atteny, id, 20);
  expect(messages.filter(({ content }) => content.includes('1042'))).toHaveLength(1);
});

test('8: what to do with an error', async () => {
  const invalid: unknown = await atteny
    .POST('/contacts', { body: { phoneNumber: '119' } })
    .catch((error: unknown) => error);
  expect(whatToDo(invalid)).toContain('/body/phoneNumber');
  const stranger = createClient({ apiKey: `sk_live_${'x'.repeat(38)}`, baseUrl: sandbox.origin });
  const unknownKey: unknown = await stranger.GET('/me').catch((error: unknown) => error);
  expect(unknownKey).toBeInstanceOf(ApiError);
  expect(whatToDo(unknownKey)).toBe('troque a chave');
});

test('9: how much room is left', async () => {
  const { minute, month } = await room(atteny, new AbortController().signal);
  expect(minute).toBeGreaterThan(0);
  expect(month).toBeGreaterThan(0);
});

test('10: an event is received, once registered and verified', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { webhookId, secret } = await register(
    atteny,
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  );
  const received: string[] = [];
  const handle = receiver(secret, async ({ event }) => void received.push(event));
  server.on('request', (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = new Headers(request.headers as Record<string, string>);
      const incoming = new Request('http://loja.test', {
        method: 'POST',
        headers,
        body: Buffer.concat(parts),
      });
      void handle(incoming).then(({ status }) => response.writeHead(status).end());
    });
  });
  const { data: delivery } = await atteny.POST('/webhooks/{webhookId}/test', {
    params: { path: { webhookId } },
  });
  server.close();
  expect(delivery.status).toBe('SUCCEEDED');
  expect(received).toEqual(['message.created']);

  const body = JSON.stringify({ id: 'e', event: 'message.created', createdAt: 'now', data: {} });
  const forged = await sign({ body, secret: `whsec_${'A'.repeat(43)}=` });
  const refused = await handle(
    new Request('http://loja.test', { method: 'POST', body, headers: { ...forged } }),
  );
  expect(refused.status).toBe(400);
});

test('11: calls go through the proxy that the environment names', async () => {
  const asked: string[] = [];
  const proxy = createServer((incoming, response) => {
    const { host, href } = new URL(incoming.url ?? '');
    asked.push(host);
    const { method, headers } = incoming;
    const outgoing = send(href, { method, headers: { ...headers, host } }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const { port } = proxy.address() as AddressInfo;
  for (const name of ['http_proxy', 'HTTP_PROXY']) {
    vi.stubEnv(name, `http://127.0.0.1:${port}`);
  }
  for (const name of ['no_proxy', 'NO_PROXY']) {
    vi.stubEnv(name, '');
  }
  try {
    const { data } = await clientBehindProxy(sandbox.apiKey, sandbox.origin).GET('/me');
    expect(data.organization.name).toBeTruthy();
    expect(asked).toEqual([sandbox.origin.replace('http://', '')]);
  } finally {
    vi.unstubAllEnvs();
    proxy.closeAllConnections();
    proxy.close();
  }
});

test("the fetch of undici fits as it is, types included, and the client's own errors come through it", async () => {
  const throughUndici = createClient({ apiKey: sandbox.apiKey, baseUrl: sandbox.origin, fetch: undiciFetch });
  const { data } = await throughUndici.GET('/me');
  expect(data.organization.name).toBeTruthy();
  const silent = createClient({ apiKey: 'k', baseUrl: 'http://127.0.0.1:4', fetch: undiciFetch, retries: 0 });
  expect(await silent.GET('/me').catch((error: unknown) => error)).toMatchObject({
    name: 'ConnectionError',
    outcome: 'not_done',
  });
});

test('the pages are what the recipes say; `pnpm generate` writes them anew', () => {
  for (const [path, text] of pages) {
    expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(text);
  }
});
