import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { call, newOrganization } from '../prove/console.ts';
import { type ServerProcess, startServer } from '../prove/server-process.ts';
import { createOwnPostgres, dialects } from '../src/testing/databases.ts';
import { hasRedis, redisUrl } from '../src/testing/redis.ts';
import { cpuSeconds, load, type Load, median, residentMegabytes } from '@atteny/local-servers/load';
import { headOf, production } from './production.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const connections = 16;
const contacts = 200;
const target = '/contacts?limit=20';

interface Runner {
  readonly name: string;
  readonly server: ServerProcess;
  readonly head: string;
}

interface Measured extends Load {
  readonly cpuMicroseconds: number;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const contract = here('../../../packages/contract/src/generated/public.json');
const prism = here('../node_modules/@stoplight/prism-cli/dist/index.js');
const closing: (() => unknown)[] = [];

async function reference(
  name: string,
  environment: Record<string, string>,
): Promise<Runner & { key: string }> {
  const server = await startServer({ ...production, ...environment });
  closing.unshift(() => server.stop());
  const { key } = await newOrganization(server);
  for (let index = 0; index < contacts; index += 1) {
    const json = { phoneNumber: `+5511${String(900_000_000 + index)}`, name: `Contato Número ${index}` };
    await call(server, key, '/contacts', { method: 'POST', json });
  }
  console.log(`${name}: ready after ${Math.round(server.readyAfter)} ms`);
  return { name, server, head: headOf(key, target), key };
}

async function runners(): Promise<Runner[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atteny-bench-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const embedded = await reference('reference server, embedded', { ATTENY_DATA_FOLDER: folder });
  const reply = await call(embedded.server, embedded.key, target);
  const bare = await startServer({ BENCH_BODY: await reply.text() }, { entry: here('./bare-express.ts') });
  closing.unshift(() => bare.stop());
  const mock = await startServer(
    {},
    {
      entry: here('../../mock/src/main.ts'),
      args: (port) => ['--port', String(port), '--host', '127.0.0.1'],
      ready: '/api/v1/me',
    },
  );
  closing.unshift(() => mock.stop());
  // Prism as it comes: it serves the paths of the document without their base path, and here it logs nothing.
  const plain = await startServer(
    {},
    {
      entry: prism,
      args: (port) =>
        `mock --multiprocess=false --verboseLevel silent --port ${port} --host 127.0.0.1`
          .split(' ')
          .concat(contract),
      ready: '/me',
    },
  );
  closing.unshift(() => plain.stop());
  const all: Runner[] = [
    { name: 'bare Express 5', server: bare, head: headOf(embedded.key, target) },
    { name: 'Prism', server: plain, head: headOf(embedded.key, target, '') },
    { name: 'our mock', server: mock, head: headOf(embedded.key, target) },
    embedded,
  ];
  if (dialects.includes('postgres')) {
    for (const [name, more] of [
      ['PostgreSQL', {}],
      ...(hasRedis ? [['PostgreSQL + Redis', { REDIS_URL: redisUrl }] as const] : []),
    ] as const) {
      const own = await createOwnPostgres();
      closing.push(() => own.drop());
      all.push(await reference(`reference server, ${name}`, { DATABASE_URL: own.url, ...more }));
    }
  }
  return all;
}

async function measure({ server, head }: Runner): Promise<Measured> {
  const before = cpuSeconds(server.pid);
  const port = Number(new URL(server.origin).port);
  const result = await load({ port, head, seconds, connections });
  return { ...result, cpuMicroseconds: ((cpuSeconds(server.pid) - before) / result.requests) * 1e6 };
}

try {
  const all = await runners();
  const results = new Map<Runner, Measured[]>(all.map((runner) => [runner, []]));
  // The first round only warms up; the runners take turns, so that whatever disturbs disturbs all of them.
  for (let round = 0; round <= rounds; round += 1) {
    for (const runner of all) {
      const measured = await measure(runner);
      if (round > 0) results.get(runner)?.push(measured);
    }
  }
  const of = (runner: Runner, part: keyof Measured) =>
    median((results.get(runner) ?? []).map((result) => result[part]));
  const [bare, plain] = all as [Runner, Runner];
  console.table(
    all.map((runner) => ({
      'GET /contacts?limit=20': runner.name,
      'requests/s': Math.round(of(runner, 'perSecond')),
      'CPU µs/request': Math.round(of(runner, 'cpuMicroseconds')),
      'p50 ms': of(runner, 'p50').toFixed(2),
      'p95 ms': of(runner, 'p95').toFixed(2),
      'p99 ms': of(runner, 'p99').toFixed(2),
      failed: of(runner, 'failures'),
      MB: Math.round(residentMegabytes(runner.server.pid)),
      '× Express': (of(runner, 'perSecond') / of(bare, 'perSecond')).toFixed(2),
      '× Prism': (of(runner, 'perSecond') / of(plain, 'perSecond')).toFixed(2),
      '× Express by CPU': (of(bare, 'cpuMicroseconds') / of(runner, 'cpuMicroseconds')).toFixed(2),
    })),
  );
} finally {
  for (const close of closing) await close();
}
