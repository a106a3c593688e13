import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { desk, noBrowser } from './testing/browser.ts';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>document.title="taken"</script>',
  "';alert(1)//",
  '{{constructor.constructor("alert(1)")()}}',
  'a'.repeat(110),
  '👩‍👩‍👧‍👦 مرحبا \u202Eevil',
];

describe.skipIf(noBrowser)(`every view${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const at = desk();

  test.each([
    ['light', 1280, 'pt-BR'],
    ['dark', 360, 'en'],
  ] as const)(
    'keeps to WCAG AA and to its width, %s at %i px, with hostile names on it',
    async (colorScheme, width, language) => {
      const { origin, consoleToken, apiKey } = at.sandbox;
      for (const [index, name] of hostile.entries()) {
        await fetch(`${origin}/api/v1/contacts`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ phoneNumber: `+55119${width}${index}000`, name }),
        });
        await fetch(`${origin}/console/v1/worlds/demo/inbound-messages`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${consoleToken}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ phoneNumber: `+55118${width}${index}000`, content: name }),
        });
      }
      const page = await at.signedIn({ colorScheme, viewport: { width, height: 900 } });
      await page.evaluate(`localStorage.setItem('atteny-console:language', '${language}')`);
      await page.locator('ul.cards a').first().click();
      await page.waitForURL('**/api-tokens');
      const organization = new URL(page.url()).pathname.replace('/api-tokens', '');
      await page.goto(`${origin}${organization}/contacts`);
      const conversation = await page.locator('.rows a').first().getAttribute('href');
      const views = [
        '/console/',
        `${organization}/api-tokens`,
        `${organization}/deliveries`,
        `${organization}/contacts`,
        conversation ?? '',
        `${organization}/usage`,
        `${organization}/audit`,
        '/console/worlds',
        '/console/worlds/demo/live',
        '/console/sessions',
        '/console/doctor',
        '/console/nothing-here',
      ];
      const findings: unknown[] = [];
      for (const view of views) {
        await page.goto(origin + view);
        await page.locator('main h1').first().waitFor();
        await page.waitForLoadState('networkidle').catch(() => {});
        await page.evaluate(axe.source);
        const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
          `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations)`,
        );
        const spare = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        findings.push(...found.map(({ id, nodes }) => [view, id, nodes[0]?.html]));
        if (spare > 0) findings.push([view, 'scrolls sideways', spare]);
        if ((await page.title()) === 'taken') findings.push([view, 'ran what a name said']);
      }
      expect(findings).toEqual([]);
      expect(at.complaints).toEqual([]);
      await page.context().close();
    },
  );
});
