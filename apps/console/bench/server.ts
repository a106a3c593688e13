/**
 * What an open dashboard costs the server: its requests a second, and its processor time for each, with no dashboard, with a reader
 * of the live stream that does nothing with what it hears, with a dashboard at its keys and with one that is live. The server has a
 * core of its own, as it has no browser beside it where it is deployed; load and browser share the other. Needs a built dashboard
 * (`vite build`), Chromium, and Linux with two cores. `BENCH_SECONDS`: how long each load lasts.
 */
import { execFileSync } from 'node:child_process';
import type { LocalSandbox } from '@atteny/local-servers';
import { cpuSeconds, load, median } from '@atteny/local-servers/load';
import { busyWorld, launch, report, signedIn, start, type World } from './setup.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
const rounds = 5;
const mostLoss = 5;
const readers = ['none', 'stream', 'api-tokens', 'live'] as const;

const server = await start();
keepTo(0, server.pid);
// Whatever this process starts from here on stays on its core.
keepTo(1, process.pid);
const browser = await launch();
try {
  const world = await busyWorld(server);
  const page = await signedIn(browser, server);
  const seen = new Map(readers.map((reader) => [reader, { rates: [] as number[], costs: [] as number[] }]));
  // A server that has just started is slower than it will be.
  for (let warming = 0; warming < rounds; warming += 1) await cost(server, world);
  for (let round = 0; round < rounds; round += 1) {
    for (const [reader, { rates, costs }] of seen) {
      const isView = reader === 'api-tokens' || reader === 'live';
      const address = `${server.origin}/console/o/${world.organization.id}/${reader}`;
      await page.goto(isView ? address : 'about:blank');
      const leave = reader === 'stream' ? await readStream(server, world) : () => {};
      await page.waitForTimeout(1000);
      const { perSecond, microseconds } = await cost(server, world);
      rates.push(perSecond);
      costs.push(microseconds);
      leave();
    }
  }
  const of = (reader: (typeof readers)[number]) => {
    const { rates = [], costs = [] } = seen.get(reader) ?? {};
    return { rate: median(rates), cost: median(costs) };
  };
  for (const reader of readers) {
    const { rate, cost: microseconds } = of(reader);
    console.log(
      `${reader.padEnd(10)} ${rate.toFixed(0)} requests a second, ${microseconds.toFixed(0)} µs of the server each`,
    );
  }
  for (const reader of ['stream', 'api-tokens', 'live'] as const) {
    report(
      `fewer requests a second beside ${reader}`,
      (1 - of(reader).rate / of('none').rate) * 100,
      '%',
      mostLoss,
    );
    report(
      `more work for the server beside ${reader}`,
      (of(reader).cost / of('none').cost - 1) * 100,
      '%',
      mostLoss,
    );
  }
} finally {
  await browser.close();
  await server.close();
}

/** Keeps a process, with all its threads, to one core. */
function keepTo(core: number, pid: number): void {
  execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
}

async function cost({ origin, pid }: LocalSandbox, { key }: World) {
  const port = Number(new URL(origin).port);
  const before = cpuSeconds(pid);
  const { requests, failures, perSecond } = await load({
    port,
    head: `GET /api/v1/contacts?limit=20 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${key}`,
    seconds,
    connections: 16,
  });
  if (failures > 0) throw new Error(`${failures} of ${requests} replies were not 200.`);
  return { perSecond, microseconds: ((cpuSeconds(pid) - before) / requests) * 1_000_000 };
}

/** Follows a world as the dashboard does. Returns the end of it. */
async function readStream({ origin, consoleToken }: LocalSandbox, { id }: World): Promise<() => void> {
  const ending = new AbortController();
  const { body } = await fetch(`${origin}/console/v1/worlds/${id}/events?requestsPerSecond=150`, {
    headers: { Authorization: `Bearer ${consoleToken}` },
    signal: ending.signal,
  });
  body?.pipeTo(new WritableStream()).catch(() => {});
  return () => ending.abort();
}
