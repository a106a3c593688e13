import { existsSync } from 'node:fs';
import { startSandbox, type LocalSandbox } from '@atteny/local-servers';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Why tests in a browser are left out on this machine, or null. In CI they never are. */
export const noBrowser =
  existsSync(executablePath) || process.env['CI']
    ? null
    : `${executablePath} is missing: apt-get install chromium, or set CHROMIUM_PATH`;

export interface Desk {
  readonly sandbox: LocalSandbox;
  /** What the browser complained about so far: errors in the console, scripts that failed, what the policy refused. */
  readonly complaints: string[];
  /** A page of a browser of its own, signed in with the console's token. */
  signedIn(options?: BrowserContextOptions): Promise<Page>;
  /** A page of a browser that nobody has used. */
  stranger(options?: BrowserContextOptions): Promise<Page>;
}

/** A sandbox that serves the built dashboard, and a browser; begun before the tests of a file and ended after them. */
export function desk(): Desk {
  let browser: Browser;
  let sandbox: LocalSandbox;
  const complaints: string[] = [];
  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([
      chromium.launch({ executablePath, args: ['--no-sandbox'] }),
      startSandbox({ ATTENY_CONSOLE_FOLDER: inject('dashboard') }),
    ]);
  });
  afterAll(() => Promise.all([browser.close(), sandbox.close()]));
  const stranger = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ locale: 'pt-BR', ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    return page;
  };
  return {
    complaints,
    stranger,
    get sandbox() {
      return sandbox;
    },
    async signedIn(options) {
      const page = await stranger(options);
      await page.goto(`${sandbox.origin}/console/sign-in`);
      await page.fill('#token', sandbox.consoleToken);
      await page.getByRole('button', { name: 'Entrar' }).click();
      await page.getByRole('heading', { name: 'Organizações' }).waitFor();
      return page;
    },
  };
}
