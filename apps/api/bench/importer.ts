/**
 * An importer's contacts (`BENCH_CONTACTS`) over the API, by two keys of one organization with eight requests under way each: the
 * minutes, and of what is spent the share of each part. The keys' minute is set as wide as a plan can have it, so that the server and
 * not the plan says how long it takes. The shares are of a tenth more, by a server that runs from its source and is profiled.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limits, scopes } from '@atteny/contract';
import { cpuSeconds, load } from '@atteny/local-servers/load';
import { newOrganization } from '../prove/console.ts';
import { type ServerProcess, startServer } from '../prove/server-process.ts';
import { databases } from '../prove/stores.ts';
import { busyShares } from './busy-shares.ts';
import { postgresSeconds } from './postgres-seconds.ts';
import { headOf, production } from './production.ts';

const contacts = Number(process.env['BENCH_CONTACTS'] ?? 100_000);
const connectionsOfKey = 8;
const firstNames = 'Ana João Maria José Conceição Antônio Francisca Paulo Luíza Zuleica'.split(' ');
const lastNames = 'Silva Souza Lima Araújo Müller Prado Batista Nogueira Assunção Teixeira'.split(' ');

let written = 0;
function contact(): string {
  const index = (written += 1);
  const name = `${firstNames[index % 10]} ${lastNames[Math.floor(index / 10) % 10]} ${index}`;
  return JSON.stringify({ phoneNumber: `+55119${String(index).padStart(8, '0')}`, name });
}

/** So many contacts, by whichever key has a connection free. */
async function send(server: ServerProcess, keys: readonly string[], count: number) {
  const end = written + count;
  const body = () => (written < end ? contact() : undefined);
  const port = Number(new URL(server.origin).port);
  const before = [cpuSeconds(server.pid), postgresSeconds()] as const;
  const begun = performance.now();
  const loads = await Promise.all(
    keys.map((key) => {
      const head = headOf(key, '/contacts').replace('GET', 'POST');
      return load({ port, head, seconds: Infinity, connections: connectionsOfKey, body, status: 201 });
    }),
  );
  const failures = loads.reduce((sum, one) => sum + one.failures, 0);
  if (failures > 0) throw new Error(`${failures} replies were not 201.`);
  const each = (seconds: number) => Math.round((seconds / count) * 1_000_000);
  const seconds = (performance.now() - begun) / 1000;
  return {
    seconds,
    perSecond: Math.round(count / seconds),
    ofServer: each(cpuSeconds(server.pid) - before[0]),
    ofPostgres: each(postgresSeconds() - before[1]),
    p99: Math.max(...loads.map(({ p99 }) => p99)),
  };
}

async function secondKey(server: ServerProcess, organizationId: string): Promise<string> {
  const response = await fetch(`${server.origin}/console/v1/organizations/${organizationId}/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Importação', scopes }),
  });
  if (response.status !== 201) throw new Error(`No second key: ${response.status}`);
  return ((await response.json()) as { data: { key: string } }).data.key;
}

async function measure(stores: Record<string, string>) {
  const environment = { ...production, ...stores };
  const server = await startServer(environment);
  const { id, key } = await newOrganization(server);
  const keys = [key, await secondKey(server, id)];
  await send(server, keys, 200);
  const tenths: Awaited<ReturnType<typeof send>>[] = [];
  for (let nth = 0; nth < 10; nth += 1) tenths.push(await send(server, keys, contacts / 10));
  await server.stop();
  const mean = (part: 'ofServer' | 'ofPostgres') =>
    Math.round(tenths.reduce((sum, tenth) => sum + tenth[part], 0) / tenths.length);
  const figures = {
    minutes: (tenths.reduce((sum, { seconds }) => sum + seconds, 0) / 60).toFixed(1),
    'a second, first tenth': tenths[0]?.perSecond,
    'last tenth': tenths.at(-1)?.perSecond,
    'p99 ms': Math.max(...tenths.map(({ p99 }) => p99)).toFixed(0),
    'CPU µs, server': mean('ofServer'),
    PostgreSQL: 'DATABASE_URL' in stores ? mean('ofPostgres') : '',
  };
  return { figures, shares: await profiled(environment, keys) };
}

async function profiled(environment: Record<string, string>, keys: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'atteny-profile-'));
  try {
    const NODE_OPTIONS = `--cpu-prof --cpu-prof-dir=${folder}`;
    const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
    const server = await startServer({ ...environment, NODE_OPTIONS }, { entry });
    await send(server, keys, 200);
    const from = process.hrtime.bigint();
    await send(server, keys, contacts / 10);
    const until = process.hrtime.bigint();
    await server.stop();
    const shares = [...busyShares(folder, from, until)].toSorted(([, a], [, b]) => b - a);
    return Object.fromEntries(shares.map(([part, share]) => [part, `${Math.round(share * 100)} %`]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rows: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const { name, open } of databases) {
  const { environment, drop } = await open();
  try {
    rows[name] = await measure(environment);
  } finally {
    await drop();
  }
}
const table = (part: 'figures' | 'shares') =>
  console.table(Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row[part]])));
table('figures');
table('shares');
const byPlan = contacts / (2 * limits.rate.requests);
console.log(
  `At ${limits.rate.requests} requests a minute for each of the two keys: ${Math.round(byPlan)} minutes.`,
);
