import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '@atteny/local-servers';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { imageOf } from '../src/dockerfile.ts';
import { type Container, makeRoot, mayHaveRoots, type Root } from '../src/root.ts';
import { openRoundRobin } from '../src/round-robin.ts';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const postgres = process.env['ATTENY_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432';
const redis = process.env['ATTENY_TEST_REDIS'] ?? 'redis://127.0.0.1:6379';

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

  test('two servers serve behind a proxy, and one goes without anybody noticing', async () => {
    const root = rootOf('server');
    const token = randomBytes(24).toString('hex');
    const environment = composeEnvironment({
      DATABASE_URL: await ownDatabase(),
      REDIS_URL: redis,
      ATTENY_CONSOLE_TOKEN: token,
      ATTENY_SECRETS_KEY: randomBytes(32).toString('base64'),
    });
    const ports = [await freePort(), await freePort()];
    const metrics = [await freePort(), await freePort()];
    const containers = ports.map((port, index) =>
      root.start({
        ...environment,
        ATTENY_API_PORT: String(port),
        ATTENY_METRICS_PORT: String(metrics[index]),
      }),
    );
    for (const [index, container] of containers.entries()) {
      await started(container, `http://127.0.0.1:${ports[index]}/readyz`);
    }
    expect(containers.map((container) => container.isHealthy())).toEqual([true, true]);

    const proxy = await openRoundRobin(ports);
    undo.push(() => proxy.close());
    const origin = `http://127.0.0.1:${proxy.port}`;
    const post = async (path: string, bearer: string, json: object) => {
      const response = await fetch(origin + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body: JSON.stringify(json),
      });
      expect(response.status).toBe(201);
      return ((await response.json()) as { data: { id: string; key: string } }).data;
    };
    const plan = {
      name: 'Business',
      hasAPI: true,
      hasWebhooks: true,
      monthlyQuota: null,
      requestsPerMinute: 100_000,
    };
    const { id } = await post('/console/v1/organizations', token, { name: 'Padaria', plan });
    const scopes = ['contacts:read', 'contacts:write'];
    const { key } = await post(`/console/v1/organizations/${id}/keys`, token, { name: 'Loja', scopes });

    const [first, second] = containers;
    const create = async (made: number) =>
      await post('/api/v1/contacts', key, { phoneNumber: `+55119876500${10 + made}` });
    for (let made = 0; made < 20; made += 1) await create(made);
    expect(await first?.stop()).toBe(0);
    for (let made = 20; made < 40; made += 1) await create(made);
    const list = await fetch(`${origin}/api/v1/contacts`, { headers: { authorization: `Bearer ${key}` } });
    expect(((await list.json()) as { meta: { total: number } }).meta.total).toBe(40);

    const page = await fetch(`${origin}/console/sign-in`, { redirect: 'manual' });
    expect(page.status).toBeLessThan(400);
    const measured = await (await fetch(`http://127.0.0.1:${metrics[1]}/metrics`)).text();
    expect(measured).toContain(
      'atteny_request_duration_seconds_count{operation="createContact",status="201"}',
    );
    expect(await second?.stop()).toBe(0);
  });

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
