import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { serveSite, type ServedSite } from '../server/serve-site.ts';

/** Where Debian puts it; another place by CHROMIUM_PATH. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Why tests in a browser are left out on this machine, or null. In CI they never are. */
export const noBrowser =
  existsSync(executablePath) || process.env['CI']
    ? null
    : `${executablePath} is missing: apt-get install chromium, or set CHROMIUM_PATH`;

/** A headless Chromium. Rejects when it is missing. */
function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A browser and the built site for the tests of a file, begun before them and ended after them. */
export function siteInBrowser(): { readonly browser: Browser; readonly url: string } {
  let browser: Browser;
  let site: ServedSite;
  beforeAll(async () => {
    [browser, site] = await Promise.all([
      launchBrowser(),
      serveSite({ folder: inject('site'), host: '127.0.0.1', port: 0, ports: inject('ports') }),
    ]);
  });
  afterAll(() => Promise.all([browser.close(), site.close()]));
  return {
    get browser() {
      return browser;
    },
    get url() {
      return site.url;
    },
  };
}
