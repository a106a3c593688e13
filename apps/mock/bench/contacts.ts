/**
 * `pnpm --filter @atteny/mock bench`: GET /contacts?limit=20, every request judged, on the mock from its source and from its
 * build, on Prism as it comes, and on node's bare server. Rounds alternate; what counts are the ratios of one run.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, type Program, startProgram } from '@atteny/local-servers';
import { cpuSeconds, load, median, residentMegabytes } from '@atteny/local-servers/load';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const connections = 16;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const document = here('../../../packages/contract/src/generated/public.json');
const authorization = `Authorization: Bearer sk_live_${'0'.repeat(38)}`;
const youngGeneration = '--max-semi-space-size=4';

interface Server {
  readonly name: string;
  readonly program: Program;
  readonly port: number;
  readonly path: string;
  /** Milliseconds from the start of the process to its first reply. */
  readonly firstReply: number;
}

interface Run {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
  readonly megabytes: number;
}

async function started(
  name: string,
  path: string,
  parameters: (port: number) => string[],
  environment: Record<string, string> = {},
): Promise<Server> {
  const port = await freePort();
  const began = performance.now();
  const program = startProgram(process.execPath, parameters(port), {
    env: { ...process.env, ...environment },
  });
  await program.answers(`http://127.0.0.1:${port}${path}`);
  return { name, program, port, path, firstReply: performance.now() - began };
}

async function measured({ program: { pid }, port, path }: Server): Promise<Run> {
  const head = `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\nAccept: application/json`;
  const before = cpuSeconds(pid);
  const { requests, failures, perSecond } = await load({ port, head, seconds, connections });
  if (failures > 0) throw new Error(`${failures} of ${requests} replies were not 200`);
  const cpuMicroseconds = ((cpuSeconds(pid) - before) / requests) * 1e6;
  return { perSecond, cpuMicroseconds, megabytes: residentMegabytes(pid) };
}

const path = '/api/v1/contacts?limit=20';
const mock = (entry: string) => (port: number) => [
  youngGeneration,
  here(entry),
  '--quiet',
  '--host',
  '127.0.0.1',
  '--port',
  String(port),
];
const prism = here('../node_modules/@stoplight/prism-cli/dist/index.js');
const prismOptions = 'mock --multiprocess=false --verboseLevel silent --host 127.0.0.1 --port';

const servers: Server[] = [];
try {
  // Prism serves the paths of a document without their base path.
  servers.push(
    await started('Prism', '/contacts?limit=20', (port) => [
      prism,
      ...prismOptions.split(' '),
      `${port}`,
      document,
    ]),
    await started('mock, from its source', path, mock('../src/main.ts')),
  );
  if (existsSync(here('../dist/main.js'))) {
    servers.push(await started('mock, built', path, mock('../dist/main.js')));
  }
  const body = await fetch(`http://127.0.0.1:${servers[1]?.port}${path}`, {
    headers: { authorization: authorization.slice('Authorization: '.length) },
  });
  const bare = { BENCH_BODY: await body.text() };
  servers.push(await started('bare node:http', path, (port) => [here('./bare-http.ts'), `${port}`], bare));

  const runs = new Map<Server, Run[]>(servers.map((server) => [server, []]));
  for (const server of servers) await measured(server);
  for (let round = 0; round < rounds; round += 1) {
    for (const server of servers) runs.get(server)?.push(await measured(server));
  }
  const [plain] = servers;
  console.log(`GET ${path}, ${rounds} rounds of ${seconds} s, ${connections} connections`);
  console.table(
    servers.map((server) => {
      const own = runs.get(server) ?? [];
      const ofPrism = (plain && runs.get(plain)) ?? [];
      return {
        server: server.name,
        'first reply, ms': Math.round(server.firstReply),
        'requests/s': Math.round(median(own.map(({ perSecond }) => perSecond))),
        'CPU, µs': Math.round(median(own.map(({ cpuMicroseconds }) => cpuMicroseconds))),
        'resident, MB': Math.round(Math.max(...own.map(({ megabytes }) => megabytes))),
        '× Prism': median(
          own.map(({ perSecond }, round) => perSecond / (ofPrism[round]?.perSecond ?? NaN)),
        ).toFixed(2),
      };
    }),
  );
} finally {
  for (const { program } of servers) await program.stop('SIGKILL');
}
