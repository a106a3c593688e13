import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import { listen } from './contract-server.ts';

const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The browser of this machine; undefined where there is none: `apt-get install chromium`, or name it in CHROMIUM_PATH. */
export const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

/** The checks, bundled as an application's page is, on a page of another origin than the server's. */
export async function checkInBrowser({
  project,
  server,
  silent,
}: Record<'project' | 'server' | 'silent', string>) {
  if (executablePath === undefined) {
    throw new Error('No Chromium found: install it (apt-get install chromium) or name it in CHROMIUM_PATH.');
  }
  const entry = join(project, 'checks-in-page.mjs');
  await writeFile(
    entry,
    `import * as client from '@atteny/client';
    import * as webhooks from '@atteny/webhooks';
    import checks from './checks.cjs';
    export const runChecks = (options) => checks.runChecks({ client, webhooks }, options);`,
  );
  const bundle = await rolldown({ input: entry, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'es' });
  const page = await listen(({ url }, response) => {
    const isModule = url === '/checks.js';
    response.setHeader('Content-Type', isModule ? 'text/javascript' : 'text/html');
    response.end(isModule ? output[0].code : '<!doctype html><title>checks</title>');
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage();
    await tab.goto(page.address);
    return await tab.evaluate(
      `import('/checks.js').then(({ runChecks }) => runChecks(${JSON.stringify({ server, silent, tellsRefusal: false })}))`,
    );
  } finally {
    await browser.close();
    await page.close();
  }
}
