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
async function scrolling(page: Page, { origin, consoleToken }: LocalSandbox): Promise<void> {
  const world = (await (
    await fetch(`${origin}/console/v1/worlds`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${consoleToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ plan: { requestsPerMinute: 1_000_000 } }),
    })
  ).json()) as { data: { key: string; organization: { id: string } } };
  const { key, organization } = world.data;
  await page.goto(`${origin}/console/o/${organization.id}/live`);
  await page.locator('.badge.good').first().waitFor();
  const entries = 10_000;
  const begun = performance.now();
  for (let sent = 0; sent < entries; sent += 50) {
    await Promise.all(Array.from({ length: 50 }, () => ask(origin, key, '/contacts')));
  }
  await page.locator(`[aria-setsize="${entries}"]`).first().waitFor({ state: 'attached' });
  const minutes = (performance.now() - begun) / 60_000;
  console.log(
    `${entries} requests were asked, answered and listed at ${(entries / minutes).toFixed(0)} a minute`,
  );
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

/** Requests a second that the server answers, with no dashboard open, with one at its keys, and with one that shows them live. */
async function besideLoad(from: Browser, server: LocalSandbox): Promise<void> {
  const { origin, consoleToken, pid } = server;
  const reply = await fetch(`${origin}/console/v1/worlds`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${consoleToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ plan: { requestsPerMinute: 1_000_000 } }),
  });
  const { data } = (await reply.json()) as { data: { key: string; organization: { id: string } } };
  const page = await signedIn(from, server);
  const views = ['', 'api-tokens', 'live'] as const;
  const rates: Record<(typeof views)[number], number[]> = { '': [], 'api-tokens': [], live: [] };
  // What the browser takes of the machine is not in it.
  const costs: typeof rates = { '': [], 'api-tokens': [], live: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const view of views) {
      await page.goto(view === '' ? 'about:blank' : `${origin}/console/o/${data.organization.id}/${view}`);
      await page.waitForTimeout(1000);
      const before = cpuSeconds(pid);
      const rate = await rateOf(origin, data.key);
      rates[view].push(rate);
      costs[view].push(((cpuSeconds(pid) - before) / (rate * seconds)) * 1_000_000);
    }
  }
  const [closed, keys, live] = views.map((view) => median(rates[view]));
  console.log(
    `requests a second: ${closed?.toFixed(0)} alone, ${keys?.toFixed(0)} beside keys, ${live?.toFixed(0)} beside live`,
  );
  const [lone, atKeys, atLive] = views.map((view) => median(costs[view]).toFixed(0));
  console.log(
    `the server's processor time a request: ${lone} µs alone, ${atKeys} beside keys, ${atLive} beside live`,
  );
  const loss = (rate = 0) => Math.max(0, 1 - rate / (closed ?? 1)) * 100;
  report('loss of requests beside a dashboard at its keys', loss(keys), '%', limits.loss * 100);
  report('loss beside one that shows every request, on this machine', loss(live), '%', limits.loss * 100);
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
