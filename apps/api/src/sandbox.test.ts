import { afterEach, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.ts';

const opened: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of opened.splice(0)) await sandbox.close();
});

async function open(): Promise<Sandbox> {
  const sandbox = await createSandbox();
  opened.push(sandbox);
  return sandbox;
}

interface List {
  data: { id: string; name: string | null }[];
  meta: { total: number };
}

const call = (sandbox: Sandbox, path: string, init: RequestInit = {}) =>
  fetch(sandbox.baseUrl + path, {
    ...init,
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
  });
const contacts = async (sandbox: Sandbox) => (await (await call(sandbox, '/contacts')).json()) as List;
const create = (sandbox: Sandbox) =>
  call(sandbox, '/contacts', { method: 'POST', body: JSON.stringify({ phoneNumber: '+5511900001111' }) });

test('it has demo data in Portuguese, and conversations to answer', async () => {
  const sandbox = await open();
  expect((await contacts(sandbox)).data.map(({ name }) => name)).toContain('João Batista Lima');
  const conversations = (await (await call(sandbox, '/conversations')).json()) as List;
  const sent = await call(sandbox, `/conversations/${conversations.data[0]?.id}/messages`, {
    method: 'POST',
    body: JSON.stringify({ content: 'Olá!' }),
  });
  expect(await sent.json()).toMatchObject({ data: { type: 'TEXT', direction: 'OUTBOUND', mediaUrl: null } });
});

test('reset brings back the start: data, limits, and what webhooks were', async () => {
  const sandbox = await open();
  const before = await contacts(sandbox);
  expect((await create(sandbox)).status).toBe(201);
  await sandbox.reset();
  const after = await call(sandbox, '/contacts');
  expect(after.headers.get('x-api-quota-used')).toBe('1');
  expect(after.headers.get('x-ratelimit-remaining')).toBe('119');
  const { data, meta } = (await after.json()) as List;
  expect(meta).toEqual(before.meta);
  expect(data.map(({ name }) => name)).toEqual(before.data.map(({ name }) => name));
  expect((await create(sandbox)).status).toBe(201);
});

test('two side by side share nothing', async () => {
  const [one, two] = [await open(), await open()];
  await create(one);
  expect((await contacts(one)).meta.total).toBe((await contacts(two)).meta.total + 1);
  await one.reset();
  expect((await create(two)).status).toBe(201);
});

test('pages of this machine may call the public API with any header, and read its headers; other sites may not', async () => {
  const sandbox = await open();
  const ask = (origin: string) =>
    fetch(`${sandbox.baseUrl}/contacts`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization,sentry-trace',
      },
    });
  const preflight = await ask('http://localhost:3000');
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,sentry-trace');
  expect((await ask('https://x.example')).headers.get('access-control-allow-origin')).toBeNull();
  const reply = await fetch(`${sandbox.baseUrl}/me`, { headers: { origin: 'http://localhost:3000' } });
  expect(reply.headers.get('vary')).toBe('Origin');
  expect(reply.headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining');
  expect(reply.headers.get('access-control-expose-headers')?.split(', ')).toContain('Date');
  const ofConsole = await fetch(`${sandbox.consoleUrl}/organizations`);
  expect(ofConsole.headers.get('access-control-allow-origin')).toBeNull();
});
