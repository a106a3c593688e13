import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, output, startProgram } from '@atteny/local-servers';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const page = readFileSync(`${workspace}docs/operations.md`, 'utf8');
const main = `${workspace}apps/api/dist/server/main.mjs`;
const postgres = process.env['ATTENY_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432';
const token = 'operations-token-0123456789-0123456789';
const demoKey = 'sk_live_AttenyDemoKeyForTheLocalSandbox03iuauu';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'atteny-operations-'));
  undo.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function newDatabase(): Promise<string> {
  const name = `atteny_operations_${randomBytes(6).toString('hex')}`;
  const onServer = async (statement: string) => {
    const client = new Client({ connectionString: `${postgres}/postgres` });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await onServer(`create database ${name}`);
  undo.push(() => onServer(`drop database ${name} with (force)`));
  return `${postgres}/${name}`;
}

interface Started {
  readonly origin: string;
  readonly metrics: string;
  stop(): Promise<unknown>;
}

async function start(environment: Record<string, string>): Promise<Started> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const server = startProgram(process.execPath, [main], {
    env: {
      ...process.env,
      ATTENY_API_PORT: String(port),
      ATTENY_METRICS_PORT: String(metricsPort),
      ATTENY_CONSOLE_TOKEN: token,
      ...environment,
    },
  });
  undo.push(() => server.stop());
  const origin = `http://127.0.0.1:${port}`;
  await server.answers(`${origin}/readyz`);
  return { origin, metrics: `http://127.0.0.1:${metricsPort}/metrics`, stop: () => server.stop() };
}

/** The commands of the page under `<!-- tried: name -->`. @throws when there are none of that name. */
function triedCommands(name: string): string {
  const [, commands] = new RegExp(`<!-- tried: ${name} -->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  if (commands === undefined) throw new Error(`The page has no commands named "${name}".`);
  return commands;
}

/** Runs what the page says, as it says it. */
async function follow(name: string, environment: Record<string, string>): Promise<void> {
  const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
  await output('bash', ['-euo', 'pipefail', '-c', triedCommands(name)], {
    env: { ...process.env, ...environment, PATH: path },
  });
}

async function contactsOf({ origin }: Started): Promise<unknown> {
  const headers = { authorization: `Bearer ${demoKey}` };
  return (
    (await (await fetch(`${origin}/api/v1/contacts?limit=100`, { headers })).json()) as { data: unknown }
  ).data;
}

async function create({ origin }: Started, phoneNumber: string): Promise<number> {
  const { status } = await fetch(`${origin}/api/v1/contacts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demoKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ phoneNumber }),
  });
  return status;
}

/** Sends a test delivery, for which the endpoint's secret has to be opened. */
async function deliver({ origin }: Started): Promise<number> {
  const headers = { authorization: `Bearer ${demoKey}`, 'content-type': 'application/json' };
  const list = await fetch(`${origin}/api/v1/webhooks`, { headers });
  const [endpoint] = ((await list.json()) as { data: { id: string }[] }).data;
  const { status } = await fetch(`${origin}/api/v1/webhooks/${endpoint?.id}/test`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  return status;
}

interface Form {
  readonly kind: string;
  /** Settings of an empty server of this form, and of an empty place to restore to. */
  readonly empty: () => Promise<Record<string, string>>;
}

const secretsKey = { ATTENY_SECRETS_KEY: randomBytes(32).toString('base64') };
const forms: Form[] = [
  { kind: 'PostgreSQL', empty: async () => ({ ...secretsKey, DATABASE_URL: await newDatabase() }) },
  {
    kind: 'the embedded database',
    empty: async () => ({ ATTENY_DATA_FOLDER: join(newFolder(), 'data') }),
  },
];

test.each(forms)(
  'the page’s commands back $kind up while contacts are written, and restore it',
  async (form) => {
    const { kind, empty } = form;
    const from = await empty();
    const server = await start(from);
    const before = await contactsOf(server);
    const writing = (async () => {
      const statuses: number[] = [];
      for (let made = 10; made < 30; made += 1) statuses.push(await create(server, `+55119900000${made}`));
      return statuses;
    })();
    const BACKUP = newFolder();
    await follow(`backup of ${kind}`, { ...from, BACKUP });
    const modes = readdirSync(BACKUP).map((name) => (statSync(join(BACKUP, name)).mode & 0o777).toString(8));
    expect(new Set(modes)).toEqual(new Set(['600']));
    expect(new Set(await writing)).toEqual(new Set([201]));
    await server.stop();

    const to = await empty();
    await follow(`restore of ${kind}`, { ...to, BACKUP });
    const again = await start(to);
    expect(await contactsOf(again)).toEqual(expect.arrayContaining(before as unknown[]));
    expect(await create(again, '+5511990000099')).toBe(201);
    expect(await deliver(again)).toBeLessThan(300);
  },
);

test('the page’s commands make the first organization and a key that lists its contacts', async () => {
  const { origin } = await start({
    ATTENY_MODE: 'production',
    ATTENY_DATA_FOLDER: join(newFolder(), 'data'),
  });
  const [first = '', second = ''] = triedCommands('the first organization and key')
    .replaceAll('http://localhost:8080', origin)
    .split(/^(?=curl )/m);
  const run = async (command: string, environment: Record<string, string>) => {
    const answer = await output('bash', ['-euo', 'pipefail', '-c', command], {
      env: { ...process.env, ATTENY_CONSOLE_TOKEN: token, ...environment },
    });
    return (JSON.parse(answer) as { data: { id: string; key: string } }).data;
  };
  const { id } = await run(first, {});
  const { key } = await run(second, { ORGANIZATION: id });
  const list = await fetch(`${origin}/api/v1/contacts`, { headers: { authorization: `Bearer ${key}` } });
  expect(list.status).toBe(200);
});

test('dashboard and alerts ask for metrics that there are', async () => {
  const server = await start({
    ATTENY_SECRETS_KEY: randomBytes(32).toString('base64'),
    DATABASE_URL: await newDatabase(),
  });
  await contactsOf(server);
  const measured = await (await fetch(server.metrics)).text();
  const there = new Set([...measured.matchAll(/^(\w+?)(?:\{| )/gm)].map(([, name]) => name));
  for (const [, name] of measured.matchAll(/^# HELP (\w+)/gm)) there.add(name);
  for (const file of ['deploy/grafana/atteny.json', 'deploy/prometheus/alerts.yml']) {
    const asked =
      readFileSync(workspace + file, 'utf8').match(/\b(?:atteny|process|nodejs)_[a-z0-9_]+\b/g) ?? [];
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !there.has(name))).toEqual([]);
  }
});

test('the key of the secrets is replaced as the page says, beside a server that runs', async () => {
  const DATABASE_URL = await newDatabase();
  const [old, young] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const steps = [old, `${old},${young}`, `${young},${old}`];
  for (const key of steps.slice(0, 2)) {
    const server = await start({ DATABASE_URL, ATTENY_SECRETS_KEY: key });
    expect(await deliver(server)).toBeLessThan(300);
    await server.stop();
  }
  const between = await start({ DATABASE_URL, ATTENY_SECRETS_KEY: steps[2] ?? '' });
  const env = { ...process.env, DATABASE_URL, ATTENY_SECRETS_KEY: steps[2] };
  const reseal = () => startProgram(process.execPath, [main, '--reseal'], { env });
  // The first one is killed, at whatever it is doing.
  const killed = reseal();
  await pause(600);
  await killed.stop('SIGKILL');
  expect(await reseal().ended).toMatchObject({ code: 0, stderr: '' });
  expect((await reseal().ended).stdout).toContain('Endpoints selados de novo: 0.');
  expect(await deliver(between)).toBeLessThan(300);
  await between.stop();
  expect(await deliver(await start({ DATABASE_URL, ATTENY_SECRETS_KEY: young }))).toBeLessThan(300);
});
