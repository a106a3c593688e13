import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { noBrowser, siteInBrowser } from './launch.ts';

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

describe.skipIf(noBrowser)(`for everybody${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const site = siteInBrowser();

  test.each([
    ['', 'light', 1280],
    ['en/', 'dark', 360],
    ['guides/errors/', 'light', 1280],
    ['concepts/', 'dark', 1280],
    ['reference/account/getMe/', 'light', 1280],
    ['en/reference/account/getMe/', 'dark', 360],
    ['reference/webhooks/', 'dark', 1280],
    ['en/reference/', 'light', 360],
    ['try/', 'light', 1280],
    ['en/try/', 'dark', 360],
    ['errors/', 'light', 360],
    ['en/errors/rate_limit_exceeded/', 'dark', 1280],
    ['guides/security/', 'light', 360],
    ['console/', 'dark', 360],
    ['console/worlds/createWorld/', 'light', 1280],
  ] as const)('/%s, %s, %i px keeps to WCAG AA', async (path, colorScheme, width) => {
    const page = await site.browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    await page.goto(site.url + path);
    // Folded parts are read too.
    await page.evaluate(`for (const part of document.querySelectorAll('main details')) part.open = true`);
    await page.evaluate(axe.source);
    const found = await page.evaluate<Finding[]>(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations)`,
    );
    await page.close();
    expect(
      found.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
      ),
    ).toEqual([]);
  });
});
