import { join } from 'node:path';
import { startSandbox, type LocalSandbox } from '@atteny/local-servers';
import { chromium, type Browser, type Page } from 'playwright-core';

export function start(): Promise<LocalSandbox> {
  return startSandbox({ ATTENY_CONSOLE_FOLDER: join(import.meta.dirname, '..', 'dist') });
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

export async function signedIn(from: Browser, { origin, consoleToken }: LocalSandbox): Promise<Page> {
  const page = await (await from.newContext()).newPage();
  await page.goto(`${origin}/console/sign-in`);
  await page.fill('#token', consoleToken);
  await page.click('button');
  await page.locator('ul.cards a').first().waitFor();
  return page;
}

export interface World {
  readonly id: string;
  readonly key: string;
  readonly organization: { readonly id: string };
}

/** A world whose limit nobody reaches. */
export async function busyWorld({ origin, consoleToken }: LocalSandbox): Promise<World> {
  const reply = await fetch(`${origin}/console/v1/worlds`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${consoleToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ plan: { requestsPerMinute: 1_000_000 } }),
  });
  const { data } = (await reply.json()) as { data: World };
  return data;
}

export function report(what: string, value: number, unit: string, limit: number): void {
  const verdict = value <= limit ? 'kept' : 'BROKEN';
  console.log(
    `${what.padEnd(58)} ${value.toFixed(1).padStart(9)} ${unit.padEnd(3)} of ${limit} ${unit}: ${verdict}`,
  );
  if (value > limit) process.exitCode = 1;
}
