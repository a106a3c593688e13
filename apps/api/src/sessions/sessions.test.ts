import { consoleLimits, consoleOperations, type Operation, publicOperations } from '@atteny/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../testing/databases.ts';
import { type Browser, browser, openLink, portal } from '../testing/dashboard.ts';
import { createWorld, startSandbox, startSandboxOn, type TestSandbox } from '../testing/sandbox.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const operations: Operation[] = Object.values(consoleOperations);
const behalf: Operation[] = Object.values(publicOperations).filter(
  ({ operationId }) => operationId !== 'getMe',
);

function pathOf({ path }: Operation, { id, organizationId }: World): string {
  return path
    .replace('{organizationId}', organizationId)
    .replace('{worldId}', id)
    .replaceAll(/\{(\w+)\}/g, 'any_AAAAAAAAAAAAAAAA');
}

const isOfOne = ({ path }: Operation) => /\{(organizationId|worldId)\}/.test(path);
const isWrite = ({ method }: Operation) => method !== 'get';

describe.each(dialects)('on %s', (dialect) => {
  let sandbox: TestSandbox;
  let own: World;
  let foreign: World;
  let viewer: Browser;
  let manager: Browser;
  beforeAll(async () => {
    sandbox = await startSandboxOn(dialect);
    own = await createWorld(sandbox, { name: 'Padaria própria' });
    foreign = await createWorld(sandbox, { name: 'Padaria alheia' });
    viewer = await portal(sandbox, own.organizationId, 'view');
    manager = await portal(sandbox, own.organizationId, 'manage');
  }, 60_000);
  afterAll(() => sandbox.close());

  describe('for every operation of the console', () => {
    test.each(operations.map((one) => [one.operationId, one] as const))(
      '%s is refused without credentials, and with those of an API key',
      async (_, operation) => {
        const url = `${sandbox.origin}/console/v1${pathOf(operation, own)}`;
        const method = operation.method.toUpperCase();
        const none = await fetch(url, { method });
        const key = await fetch(url, { method, headers: { authorization: `Bearer ${own.key}` } });
        expect([none.status, key.status]).toEqual([401, 401]);
      },
    );

    test.each(operations.filter(isOfOne).map((one) => [one.operationId, one] as const))(
      '%s knows no other organization than that of a portal session',
      async (_, operation) => {
        const reply = await manager(
          operation.method.toUpperCase(),
          pathOf(operation, foreign),
          bodyOf(operation),
        );
        expect([reply.status, reply.code]).toEqual([404, 'not_found']);
      },
    );

    test.each(operations.filter(isWrite).map((one) => [one.operationId, one] as const))(
      '%s takes no write that does not prove its origin',
      async (_, operation) => {
        const write = (headers: Record<string, string>) =>
          manager(operation.method.toUpperCase(), pathOf(operation, own), bodyOf(operation), headers);
        const strangers = [
          { origin: 'https://evil.example' },
          { origin: 'null' },
          { 'x-atteny-console': '' },
          { 'sec-fetch-site': 'cross-site' },
          { 'sec-fetch-site': 'same-site' },
        ];
        for (const headers of strangers) {
          const reply = await write(headers);
          expect([reply.status, reply.code]).toEqual([403, 'cross_origin']);
        }
      },
    );

    test.each(
      operations
        .filter(({ scopes }) => !scopes.includes('view'))
        .map((one) => [one.operationId, one] as const),
    )('%s is not for those who may only look', async (_, operation) => {
      const reply = await viewer(operation.method.toUpperCase(), pathOf(operation, own), bodyOf(operation));
      expect([reply.status, reply.code]).toEqual([403, 'insufficient_role']);
    });

    test.each(
      operations
        .filter(({ scopes }) => scopes.includes('operator'))
        .map((one) => [one.operationId, one] as const),
    )('%s is for operators alone', async (_, operation) => {
      const reply = await manager(operation.method.toUpperCase(), pathOf(operation, own), bodyOf(operation));
      expect([reply.status, reply.code]).toEqual([403, 'insufficient_role']);
    });
  });

  test('a portal session finds the world of its organization, and no other whatever it asks for', async () => {
    const found = async (query: string) => {
      const { data, meta } = await viewer('GET', `/worlds${query}`);
      return [data.map(({ id }: { id: string }) => id), meta.total];
    };
    expect(await found('')).toEqual([[own.id], 1]);
    expect(await found(`?organizationId=${own.organizationId}`)).toEqual([[own.id], 1]);
    expect(await found(`?organizationId=${foreign.organizationId}`)).toEqual([[], 0]);
    const asked = await foreign.api('GET', '/contacts');
    expect(await found(`?requestId=${asked.headers.get('x-request-id') ?? ''}`)).toEqual([[], 0]);
  });

  describe('for every public operation through the dashboard', () => {
    const path = (operation: Operation, world: World) =>
      `/organizations/${world.organizationId}/api/v1${pathOf(operation, world)}`;

    test.each(behalf.map((one) => [one.operationId, one] as const))(
      '%s knows no other organization, proves its origin, and asks for the role',
      async (_, operation) => {
        const method = operation.method.toUpperCase();
        const elsewhere = await manager(method, path(operation, foreign), bodyOf(operation));
        expect([elsewhere.status, elsewhere.code]).toEqual([404, 'not_found']);
        const stranger = { 'sec-fetch-site': 'cross-site' };
        const crossing = await manager(method, path(operation, own), bodyOf(operation), stranger);
        expect([crossing.status, crossing.code]).toEqual([403, 'cross_origin']);
        const looking = await viewer(method, path(operation, own), bodyOf(operation));
        expect(isWrite(operation) ? [403] : [200, 404]).toContain(looking.status);
      },
    );

    test('the cookie opens nothing where keys do', async () => {
      const cookie = await openLink(await linkOf('view'));
      const response = await fetch(`${sandbox.origin}/api/v1/contacts`, {
        headers: { cookie: String(cookie) },
      });
      expect(response.status).toBe(401);
    });

    test('nothing of it is counted against limit and quota, or in the journal', async () => {
      const world = await createWorld(sandbox, { plan: { monthlyQuota: 1, requestsPerMinute: 1 } });
      const look = await portal(sandbox, world.organizationId, 'view');
      for (let count = 0; count < 3; count += 1) {
        const reply = await look('GET', `/organizations/${world.organizationId}/api/v1/contacts`);
        expect(reply.status).toBe(200);
        expect(reply.headers.get('x-ratelimit-remaining')).toBeNull();
      }
      expect((await world.api('GET', '/contacts')).status).toBe(200);
      expect((await world.console('GET', '/requests')).meta.total).toBe(1);
    });

    test('a webhook is created, with its secret', async () => {
      const body = { url: 'http://127.0.0.1:9/', events: ['message.created'] };
      const made = await manager('POST', `/organizations/${own.organizationId}/api/v1/webhooks`, body);
      expect(made.status).toBe(201);
      expect(made.data.secret).toMatch(/^whsec_/);
    });
  });

  describe('a link', () => {
    test('works once', async () => {
      const link = await linkOf('manage');
      expect(await openLink(link)).toMatch(/^atteny_console=\w{43}$/);
      expect(await openLink(link)).toBeUndefined();
      const again = await fetch(link);
      expect(again.status).toBe(403);
      expect(await again.text()).toContain('Esta ligação já foi usada');
    });

    test('is not used up by a browser that prepares pages', async () => {
      const link = await linkOf('manage');
      const prepared = await fetch(link, {
        headers: { 'sec-purpose': 'prefetch;prerender' },
        redirect: 'manual',
      });
      expect([prepared.status, prepared.headers.get('set-cookie')]).toEqual([503, null]);
      expect(await openLink(link)).toBeDefined();
    });

    test('gives a cookie that scripts and other sites do not get', async () => {
      const response = await fetch(await linkOf('view'), { redirect: 'manual' });
      expect(response.headers.get('set-cookie')).toMatch(
        /; Path=\/console; HttpOnly; SameSite=Lax; Expires=/,
      );
      expect([response.status, response.headers.get('location')]).toEqual([303, '/console/']);
    });
  });

  describe('the form', () => {
    const send = (token: string, headers: Record<string, string> = { origin: sandbox.origin }) =>
      fetch(`${sandbox.origin}/console/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ token }),
        headers,
        redirect: 'manual',
      });

    test('signs an operator in, who sees every organization', async () => {
      const response = await send(sandbox.token);
      const operator = browser(sandbox.origin, response.headers.get('set-cookie')?.split(';')[0] ?? '');
      expect(response.status).toBe(303);
      expect((await operator('GET', '/organizations')).meta.total).toBeGreaterThan(1);
      expect((await operator('GET', '/session')).data).toMatchObject({ kind: 'OPERATOR', role: 'operator' });
    });

    test('is refused from another origin, right or wrong', async () => {
      for (const headers of [{ origin: 'https://evil.example' }, {}, { origin: 'null' }]) {
        expect((await send(sandbox.token, headers as Record<string, string>)).status).toBe(403);
      }
    });

    test('does not show again what was sent, and slows down who guesses, as the header does', async () => {
      const guessed = await startSandbox();
      const guess = async (token: string) => {
        const headers = { origin: guessed.origin };
        const body = new URLSearchParams({ token });
        return fetch(`${guessed.origin}/console/sign-in`, {
          method: 'POST',
          body,
          headers,
          redirect: 'manual',
        });
      };
      const statuses: number[] = [];
      for (let count = 0; count <= consoleLimits.wrongTokens.distinct; count += 1) {
        const response = await guess(`<script>alert(${count})</script>`);
        statuses.push(response.status);
        expect(await response.text()).not.toContain('alert(');
      }
      const right = await guess(guessed.token);
      const byHeader = await guessed.console('GET', '/organizations');
      await guessed.close();
      expect(new Set(statuses.slice(0, -1))).toEqual(new Set([403]));
      // A minute that ends meanwhile begins the count anew.
      expect([429, 403]).toContain(statuses.at(-1));
      expect([right.status, byHeader.status]).toEqual(statuses.at(-1) === 429 ? [429, 429] : [303, 200]);
    });

    test('leads on to the view that was asked for, and to no other place', async () => {
      const leads = async (next: string) => {
        const response = await fetch(`${sandbox.origin}/console/sign-in?next=${encodeURIComponent(next)}`, {
          method: 'POST',
          body: new URLSearchParams({ token: sandbox.token }),
          headers: { origin: sandbox.origin },
          redirect: 'manual',
        });
        return response.headers.get('location');
      };
      expect(await leads('/console/o/org_1/api-tokens')).toBe('/console/o/org_1/api-tokens');
      expect(await leads('/console/o/org_1/deliveries?status=FAILED&page=2')).toBe(
        '/console/o/org_1/deliveries?status=FAILED&page=2',
      );
      for (const elsewhere of [
        'https://evil.example',
        '//evil.example',
        '/console/../x',
        '/console/"><script>',
      ]) {
        expect(await leads(elsewhere)).toBe('/console/');
      }
    });

    test('the dashboard goes on in the language of the form', async () => {
      const response = await fetch(
        `${sandbox.origin}/console/sign-in?lang=en&next=%2Fconsole%2Flive%3Frequest%3Dreq_1`,
        {
          method: 'POST',
          body: new URLSearchParams({ token: sandbox.token }),
          headers: { origin: sandbox.origin },
          redirect: 'manual',
        },
      );
      expect(response.headers.get('location')).toBe('/console/live?request=req_1&lang=en');
    });

    test('keeps out frames and scripts', async () => {
      const page = await fetch(`${sandbox.origin}/console/sign-in`);
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|script-src/);
      expect(policy).toContain("default-src 'none'");
    });
  });

  describe('a session', () => {
    test('is over at once when it is signed out or revoked', async () => {
      const leaving = await portal(sandbox, own.organizationId, 'view');
      expect((await leaving('DELETE', '/session')).status).toBe(200);
      expect((await leaving('GET', '/session')).code).toBe('session_expired');

      const revoked = await portal(sandbox, own.organizationId, 'view');
      const { data: session } = await revoked('GET', '/session');
      expect((await manager('DELETE', `/sessions/${session.id}`)).status).toBe(200);
      expect((await revoked('GET', '/session')).status).toBe(401);
    });

    test('of a portal is not listed to, nor revoked by, another organization', async () => {
      const other = await portal(sandbox, foreign.organizationId, 'manage');
      const { data: session } = await other('GET', '/session');
      const { data: listed } = await manager('GET', '/sessions?limit=100');
      expect(listed.map(({ id }: { id: string }) => id)).not.toContain(session.id);
      expect(new Set(listed.map((one: { organizationId: string }) => one.organizationId))).toEqual(
        new Set([own.organizationId]),
      );
      expect((await manager('DELETE', `/sessions/${session.id}`)).status).toBe(404);
      expect((await other('GET', '/session')).status).toBe(200);
    });

    test('that is revoked reads no further in a live stream', async () => {
      const path = `/organizations/${own.organizationId}/portal-sessions`;
      const { data: link } = await sandbox.console('POST', path, { role: 'view' });
      const cookie = (await openLink(sandbox.origin + link.url)) ?? '';
      const reader = browser(sandbox.origin, cookie);
      const { data: session } = await reader('GET', '/session');
      const stream = await fetch(`${sandbox.origin}/console/v1/worlds/${own.id}/events`, {
        headers: { cookie },
      });
      expect(stream.status).toBe(200);
      await manager('DELETE', `/sessions/${session.id}`);
      // It ends with the next heartbeat, by its end or by the connection's.
      const ended = stream.text().then(
        () => true,
        () => true,
      );
      expect(await ended).toBe(true);
    }, 60_000);

    test('is not there for the holder of the token', async () => {
      expect((await sandbox.console('GET', '/session')).status).toBe(404);
    });
  });

  async function linkOf(role: 'view' | 'manage'): Promise<string> {
    const path = `/organizations/${own.organizationId}/portal-sessions`;
    return sandbox.origin + (await sandbox.console('POST', path, { role })).data.url;
  }

  /** Something where a body is due: what is judged here is judged before it. */
  function bodyOf({ body }: Operation): object | undefined {
    return body === 'none' ? undefined : {};
  }
});
