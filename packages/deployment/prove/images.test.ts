import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@atteny/local-servers';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { imageOf } from '../src/dockerfile.ts';
import { type Container, makeRoot, mayHaveRoots, type Root } from '../src/root.ts';
import { hasNginx, startProxy } from '../src/proxy.ts';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const postgres = process.env['ATTENY_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432';
const redis = process.env['ATTENY_TEST_REDIS'] ?? 'redis://127.0.0.1:6379';

// In CI it has to be there.
const mayHaveNginx = hasNginx() || process.env['CI'] === 'true';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

function rootOf(target: string): Root {
  const root = makeRoot(imageOf(readFileSync(`${workspace}Dockerfile`, 'utf8'), target), workspace);
  undo.push(() => root.remove());
  return root;
}

/** Waits until a container answers at `url`; it ends with the test. */
async function started(container: Container, url: string, status = 200): Promise<void> {
  undo.push(() => container.stop());
  await container.answers(url);
  expect((await fetch(url)).status).toBe(status);
}

async function ownDatabase(): Promise<string> {
  const name = `atteny_image_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  undo.push(() => onServer(`drop database ${name} with (force)`));
  return `${postgres}/${name}`;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: `${postgres}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** What compose.yaml gives a server, with addresses of this machine in place of those of the containers. */
function composeEnvironment(own: Record<string, string>): Record<string, string> {
  const { services } = parse(readFileSync(`${workspace}compose.yaml`, 'utf8'), { merge: true }) as {
    services: Record<string, { environment: Record<string, string>; read_only: boolean }>;
  };
  const server = services['server-1'];
  expect(server).toEqual(services['server-2']);
  expect(server?.read_only).toBe(true);
  expect(Object.keys(server?.environment ?? {}).toSorted()).toEqual(Object.keys(own).toSorted());
  return own;
}

describe.skipIf(!mayHaveRoots())('in a root with Node and nothing else, which cannot be written', () => {
  test('Node in the images is the one that everything was tried on', () => {
    const { base } = imageOf(readFileSync(`${workspace}Dockerfile`, 'utf8'), 'server');
    expect(base).toContain(process.versions.node);
  });

  test.skipIf(!mayHaveNginx)(
    'two servers behind nginx are replaced one after the other, and nobody notices',
    async () => {
      const root = rootOf('server');
      const token = randomBytes(24).toString('hex');
      const environment = composeEnvironment({
        DATABASE_URL: await ownDatabase(),
        REDIS_URL: redis,
        ATTENY_CONSOLE_TOKEN: token,
        ATTENY_SECRETS_KEY: randomBytes(32).toString('base64'),
      });
      const servers = [
        { port: await freePort(), metrics: await freePort() },
        { port: await freePort(), metrics: await freePort() },
      ];
      const begin = async ({ port, metrics }: { port: number; metrics: number }) => {
        const container = root.start({
          ...environment,
          ATTENY_API_PORT: String(port),
          ATTENY_METRICS_PORT: String(metrics),
        });
        await started(container, `http://127.0.0.1:${port}/readyz`);
        return container;
      };
      const containers: Container[] = [];
      for (const server of servers) containers.push(await begin(server));
      expect(containers.map((container) => container.isHealthy())).toEqual([true, true]);

      const ports = servers.map(({ port }) => port);
      const proxy = await startProxy(`${workspace}deploy/nginx.conf`, ports);
      undo.push(() => proxy.stop());
      const { origin } = proxy;
      const post = async (path: string, bearer: string, json: object) => {
        const response = await fetch(origin + path, {
          method: 'POST',
          headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
          body: JSON.stringify(json),
        });
        return { status: response.status, text: await response.text() };
      };
      const made = async (path: string, bearer: string, json: object) => {
        const { status, text } = await post(path, bearer, json);
        expect([status, text]).toEqual([201, expect.any(String)]);
        return (JSON.parse(text) as { data: { id: string; key: string } }).data;
      };
      const plan = {
        name: 'Business',
        hasAPI: true,
        hasWebhooks: true,
        monthlyQuota: null,
        requestsPerMinute: 100_000,
      };
      const { id } = await made('/console/v1/organizations', token, { name: 'Padaria', plan });
      const scopes = ['contacts:read', 'contacts:write'];
      const { key } = await made(`/console/v1/organizations/${id}/keys`, token, { name: 'Loja', scopes });
      const tooLarge = await post('/api/v1/contacts', key, { name: 'x'.repeat(1_000_000) });
      expect([tooLarge.status, tooLarge.text]).toEqual([413, expect.stringContaining('"payload_too_large"')]);

      const replies = new Map<number, number>();
      let sent = 0;
      const over = new AbortController();
      const write = async () => {
        while (!over.signal.aborted) {
          sent += 1;
          const { status } = await post('/api/v1/contacts', key, {
            phoneNumber: `+55119${80_000_000 + sent}`,
          });
          replies.set(status, (replies.get(status) ?? 0) + 1);
          await pause(5);
        }
      };
      const restart = async (index: number) => {
        expect(await containers[index]?.stop()).toBe(0);
        const [server] = servers.slice(index);
        if (server) containers[index] = await begin(server);
      };
      // A connection that a proxy keeps: it is answered once more when the server ends, which is asked to twice.
      const [first] = containers;
      const kept = connect(servers[0]?.port ?? 0, '127.0.0.1');
      const ask = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';
      kept.write(ask);
      expect(String(await once(kept, 'data'))).toMatch(/^HTTP\/1.1 200 /);
      const ended = first?.stop();
      await pause(200);
      process.kill(first?.pid ?? 0, 'SIGTERM');
      kept.write(ask);
      expect((await kept.toArray()).join('')).toMatch(/^HTTP\/1.1 200 [^]*\nConnection: close\r\n/);
      expect(await ended).toBe(0);
      await restart(0);

      const writers = Promise.all(Array.from({ length: 8 }, write));
      // Until each has a connection that is kept.
      await pause(500);
      for (const index of [0, 1, 0, 1, 0, 1]) {
        await restart(index);
        await pause(200);
      }
      over.abort();
      await writers;
      expect(Object.fromEntries(replies)).toEqual({ 201: sent });
      const list = await fetch(`${origin}/api/v1/contacts`, { headers: { authorization: `Bearer ${key}` } });
      expect(((await list.json()) as { meta: { total: number } }).meta.total).toBe(sent);

      const page = await fetch(`${origin}/console/sign-in`, { redirect: 'manual' });
      expect(page.status).toBeLessThan(400);
      const measured = await (await fetch(`http://127.0.0.1:${servers[1]?.metrics}/metrics`)).text();
      expect(measured).toContain(
        'atteny_request_duration_seconds_count{operation="createContact",status="201"}',
      );
      for (const container of containers) expect(await container.stop()).toBe(0);
    },
  );

  test('a sandbox keeps its data in the one place that can be written', async () => {
    const port = await freePort();
    const container = rootOf('server').start({
      ATTENY_MODE: 'sandbox',
      ATTENY_API_PORT: String(port),
      ATTENY_DATA_FOLDER: '/tmp/data',
    });
    await started(container, `http://127.0.0.1:${port}/readyz`);
    expect(container.output).toContain('Chave de demonstração');
  });

  test('a server that cannot write where it should says so and ends', async () => {
    const container = rootOf('server').start({ ATTENY_MODE: 'sandbox', ATTENY_DATA_FOLDER: '/srv/data' });
    undo.push(() => container.stop());
    expect((await container.ended).code).toBe(1);
    expect(container.output).toContain('Não é possível escrever na pasta de dados /srv/data');
  });

  test('the mock answers, and the documentation beside it', async () => {
    const root = rootOf('mock');
    const [mockPort, docsPort] = [await freePort(), await freePort()];
    const mock = root.start({}, ['mock', '--host', '0.0.0.0', '--port', String(mockPort)]);
    await started(mock, `http://127.0.0.1:${mockPort}/api/v1/me`, 401);
    const docs = root.start({}, ['docs', '--host', '0.0.0.0', '--port', String(docsPort)]);
    await started(docs, `http://127.0.0.1:${docsPort}/`);
    expect(await (await fetch(`http://127.0.0.1:${docsPort}/en/`)).text()).toContain('Atteny');
    expect([await mock.stop(), await docs.stop()]).toEqual([0, 0]);
  });
});
