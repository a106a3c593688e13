/** What the dashboard costs whoever looks at it. Needs a built dashboard (`vite build`) and Chromium. */
import { gzipSync } from 'node:zlib';
import type { LocalSandbox } from '@atteny/local-servers';
import { median } from '@atteny/local-servers/load';
import type { Browser, Page } from 'playwright-core';
import { busyWorld, launch, report, signedIn, start } from './setup.ts';

const rounds = 3;
const samples = 30;
const kilobyte = 1000;
/** A live view is never idle: its parts are given this time to come. */
const settleMs = 1500;
const limits = { firstViewMs: 1500, firstScriptKb: 200, laterPartKb: 100, onScreenMs: 200 };

const sandbox = await start();
const browser = await launch();
try {
  await firstView(browser, sandbox);
  const page = await signedIn(browser, sandbox);
  await onScreen(page, sandbox);
  await scrolling(page, sandbox);
} finally {
  await browser.close();
  await sandbox.close();
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

async function ask(origin: string, key: string, path: string): Promise<void> {
  const response = await fetch(`${origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } });
  await response.arrayBuffer();
}
