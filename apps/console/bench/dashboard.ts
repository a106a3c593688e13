/**
 * What the dashboard costs whoever looks at it, and the server beside it, against the limits that were set for it. Needs a built
 * dashboard (`vite build`) and Chromium. `BENCH_SECONDS`: how long each load lasts.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startSandbox, type LocalSandbox } from '@atteny/local-servers';
import { cpuSeconds } from '@atteny/local-servers/load';
import { chromium, type Browser, type Page } from 'playwright-core';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
const rounds = 3;
const samples = 30;
const kilobyte = 1000;
/** A live view is never idle: its parts are given this time to come. */
const settleMs = 1500;
const limits = { firstViewMs: 1500, firstScriptKb: 200, laterPartKb: 100, onScreenMs: 200, loss: 0.05 };

const environment = { ATTENY_CONSOLE_FOLDER: join(import.meta.dirname, '..', 'dist') };
const sandbox = await startSandbox(environment);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await firstView(browser, sandbox);
  const page = await signedIn(browser, sandbox);
  await onScreen(page, sandbox);
  await scrolling(page, sandbox);
  await page.context().close();
  await besideLoad(browser, sandbox);
} finally {
  await browser.close();
  await sandbox.close();
}

function report(what: string, value: number, unit: string, limit: number): void {
  const verdict = value <= limit ? 'kept' : 'BROKEN';
  console.log(
    `${what.padEnd(58)} ${value.toFixed(1).padStart(9)} ${unit.padEnd(3)} of ${limit} ${unit}: ${verdict}`,
  );
  if (value > limit) process.exitCode = 1;
}

async function signedIn(from: Browser, { origin, consoleToken }: LocalSandbox): Promise<Page> {
  const page = await (await from.newContext()).newPage();
  await page.goto(`${origin}/console/sign-in`);
  await page.fill('#token', consoleToken);
  await page.click('button');
  await page.locator('ul.cards a').first().waitFor();
  return page;
}

/** A browser that has nothing of the dashboard, from the address to keys that can be worked with. */
async function firstView(from: Browser, server: LocalSandbox): Promise<void> {
  const page = await signedIn(from, server);
  const href = (await page.locator('ul.cards a').first().getAttribute('href')) ?? '';
  const cookies = await page.context().cookies();
  await page.context().close();
  const times: number[] = [];
  let scripts = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const context = await from.newContext();
    await context.addCookies(cookies);
    const cold = await context.newPage();
    scripts = new Map();
    cold.on('response', (response) => {
      if (!response.url().endsWith('.js')) return;
      void response.body().then(
        (body) => scripts.set(response.url(), gzipSync(body).length / kilobyte),
        // The page went on before it was read; another view brings it again.
        () => {},
      );
    });
    const begun = performance.now();
    await cold.goto(server.origin + href);
    await cold.locator('.rows li button').first().waitFor();
    times.push(performance.now() - begun);
    await cold.waitForLoadState('networkidle');
    if (round < rounds - 1) await context.close();
    else await laterParts(cold, server, href, scripts);
  }
  report('first view usable, cold, median', median(times), 'ms', limits.firstViewMs);
}

/** Everything that the other views load beyond the first. */
async function laterParts(
  page: Page,
  { origin }: LocalSandbox,
  href: string,
  scripts: Map<string, number>,
): Promise<void> {
  const visit = async (path: string) => {
    await page.goto(origin + path);
    await page.locator('main h1').first().waitFor();
    await page.waitForTimeout(settleMs);
  };
  const first = new Set(scripts.keys());
  const total = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  report('script of the first view, gzip', total, 'KB', limits.firstScriptKb);
  for (const view of ['live', 'deliveries', 'contacts', 'usage', 'audit']) {
    await visit(href.replace('api-tokens', view));
  }
  for (const view of ['worlds', 'sessions', 'doctor']) await visit(`/console/${view}`);
  const later = [...scripts].filter(([url]) => !first.has(url)).map(([, size]) => size);
  report('largest part after it, gzip', Math.max(...later), 'KB', limits.laterPartKb);
  await page.context().close();
}

/** From the moment a request is sent to the one in which its row stands in the page. */
async function onScreen(page: Page, { origin, apiKey }: LocalSandbox): Promise<void> {
  await page.goto(`${origin}/console/live`);
  await page.locator('.badge.good').first().waitFor();
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const mark = `mark${sample}end`;
    const seen = page.evaluate<number>(`new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!document.body.textContent.includes('${mark}')) return;
        watch.disconnect();
        requestAnimationFrame(() => resolve(Date.now()));
      });
      watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    })`);
    const sent = Date.now();
    await ask(origin, apiKey, `/contacts?search=${mark}`);
    times.push((await seen) - sent);
  }
  report('event on the screen after its request, median', median(times), 'ms', limits.onScreenMs);
  report('event on the screen after its request, slowest', Math.max(...times), 'ms', limits.onScreenMs);
}

/** The longest frame while the list of ten thousand is scrolled from end to end. */
async function scrolling(page: Page, server: LocalSandbox): Promise<void> {
  const { organization, key } = await busyWorld(server);
  await page.goto(`${server.origin}/console/o/${organization.id}/live`);
  await page.locator('.badge.good').first().waitFor();
  const entries = 10_000;
  for (let sent = 0; sent < entries; sent += 50) {
    await Promise.all(Array.from({ length: 50 }, () => ask(server.origin, key, '/contacts')));
  }
  await page.reload();
  const begun = performance.now();
  const readOn = `new Promise((resolve) => {
    const list = document.querySelector('.virtual');
    const look = () => {
      if (document.querySelector('[aria-setsize="${entries}"]')) return resolve();
      list.scrollTop = list.scrollHeight;
      requestAnimationFrame(look);
    };
    look();
  })`;
  await page.locator('.virtual').waitFor();
  await page.evaluate(readOn);
  console.log(
    `${entries} entries were read from the journal in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
  await page.evaluate(`document.querySelector('.virtual').scrollTop = 0`);
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const list = document.querySelector('.virtual');
    const frames = [];
    let last = performance.now();
    const step = (now) => {
      frames.push(now - last);
      last = now;
      list.scrollTop += 3000;
      if (list.scrollTop + list.clientHeight < list.scrollHeight - 1) requestAnimationFrame(step);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`);
  const slow = frames.filter((frame) => frame > 50).length;
  console.log(
    `scrolling ${entries} entries: ${frames.length} frames, median ${median(frames).toFixed(1)} ms, ${slow} over 50 ms`,
  );
}

interface World {
  readonly id: string;
  readonly key: string;
  readonly organization: { readonly id: string };
}

/** A world whose limit nobody reaches. */
async function busyWorld({ origin, consoleToken }: LocalSandbox): Promise<World> {
  const reply = await fetch(`${origin}/console/v1/worlds`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${consoleToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ plan: { requestsPerMinute: 1_000_000 } }),
  });
  const { data } = (await reply.json()) as { data: World };
  return data;
}

/**
 * What a request costs the server, and how many it answers a second: with no dashboard open, with a reader of the live stream that
 * does nothing with it, with a dashboard at its keys, and with one that is live. The browser takes of the same machine what it
 * needs, and of its caches: what the server does for a reader is told by the reader alone.
 */
async function besideLoad(from: Browser, server: LocalSandbox): Promise<void> {
  const { origin, pid } = server;
  const world = await busyWorld(server);
  const page = await signedIn(from, server);
  const readers = ['none', 'stream', 'api-tokens', 'live'] as const;
  const seen = new Map(readers.map((reader) => [reader, { rates: [] as number[], costs: [] as number[] }]));
  // A server that has just started is slower than it will be.
  await rateOf(origin, world.key);
  for (let round = 0; round < rounds; round += 1) {
    for (const [reader, { rates, costs }] of seen) {
      const isView = reader === 'api-tokens' || reader === 'live';
      const address = `${origin}/console/o/${world.organization.id}/${reader}`;
      await page.goto(isView ? address : 'about:blank');
      const leave = reader === 'stream' ? await readStream(server, world.id) : () => {};
      await page.waitForTimeout(1000);
      const before = cpuSeconds(pid);
      const rate = await rateOf(origin, world.key);
      rates.push(rate);
      costs.push(((cpuSeconds(pid) - before) / (rate * seconds)) * 1_000_000);
      leave();
    }
  }
  const of = (reader: (typeof readers)[number]) => {
    const { rates = [], costs = [] } = seen.get(reader) ?? {};
    return { rate: median(rates), cost: median(costs) };
  };
  for (const reader of readers) {
    const { rate, cost } = of(reader);
    console.log(
      `${reader.padEnd(10)} ${rate.toFixed(0)} requests a second, ${cost.toFixed(0)} µs of the server each`,
    );
  }
  const alone = of('none');
  const most = limits.loss * 100;
  report(
    'more work for the server that tells a reader',
    (of('stream').cost / alone.cost - 1) * 100,
    '%',
    most,
  );
  for (const view of ['api-tokens', 'live'] as const) {
    report(
      `fewer requests beside ${view}, by browser and all`,
      (1 - of(view).rate / alone.rate) * 100,
      '%',
      most,
    );
  }
}

/** Follows a world as the dashboard does, and does nothing with what it hears. Returns the end of it. */
async function readStream({ origin, consoleToken }: LocalSandbox, worldId: string): Promise<() => void> {
  const ending = new AbortController();
  const { body } = await fetch(`${origin}/console/v1/worlds/${worldId}/events?requestsPerSecond=150`, {
    headers: { Authorization: `Bearer ${consoleToken}` },
    signal: ending.signal,
  });
  body?.pipeTo(new WritableStream()).catch(() => {});
  return () => ending.abort();
}

async function rateOf(origin: string, key: string): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let count = 0;
  const one = async () => {
    while (performance.now() < until) {
      await ask(origin, key, '/contacts?limit=20');
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, one));
  return count / seconds;
}

async function ask(origin: string, key: string, path: string): Promise<void> {
  const response = await fetch(`${origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } });
  await response.arrayBuffer();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
