import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages, type Language } from './language/language.tsx';
import type { Words } from './language/words.pt-BR.ts';
import { desk, noBrowser, type TestWorld } from './testing/browser.ts';
import { hostileTexts } from './testing/hostile.ts';

/** Pictures of every view, for people to look at. */
const pictures = join(import.meta.dirname, '..', 'screenshots');

const sizes: [Language, number][] = [
  ['pt-BR', 1280],
  ['en', 360],
];

describe.skipIf(noBrowser)(`every view${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const at = desk();
  let receiver: Server;
  /** One world, looked at in every size. */
  let hostile: Promise<TestWorld> | undefined;
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    receiver = createServer((request, response) => {
      request.resume();
      response.writeHead(500, { 'X-Said': '<img src=x onerror=alert(1)>' }).end(hostileTexts.join('\n'));
    });
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => {
    receiver.close();
    receiver.closeAllConnections();
  });

  test('there are fifty hostile texts', () => expect(hostileTexts).toHaveLength(50));

  test.each(sizes)(
    'keeps to WCAG AA, to its width and to its scripts, in %s at %i px, light and dark, with hostile texts on it',
    async (language, width) => {
      const { port } = receiver.address() as AddressInfo;
      const world = await (hostile ??= filled(
        `http://127.0.0.1:${port}/?q='-alert(1)-'&r=%22%3E%3Cscript%3Ealert(1)%3C/script%3E`,
      ));
      const page = await at.signedIn({ language, viewport: { width, height: 900 } });
      const findings: unknown[] = [];
      const look = async (name: string) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          // Of the other scheme the colours alone are another matter.
          const rules = colorScheme === 'light' ? wcag : ['color-contrast'];
          findings.push(
            ...(await violationsOn(page, rules)).map((violation) => [name, colorScheme, ...violation]),
          );
          await page.screenshot({
            path: join(pictures, `${name}-${language}-${width}-${colorScheme}.png`),
            fullPage: true,
          });
        }
        findings.push(...(await brokenBy(page)).map((fault) => [name, fault]));
      };
      for (const [name, path] of Object.entries(await viewsOf(page, world))) {
        await page.goto(new URL(path, at.sandbox.origin).href);
        await page.locator('main h1, main h2').first().waitFor();
        await expect.poll(() => page.locator('.skeleton').count(), { timeout: 20_000 }).toBe(0);
        for (const details of await page.locator('main details:not([open]) > summary').all()) {
          await details.click({ timeout: 1000 }).catch(() => {});
        }
        await page.evaluate(axe.source);
        await look(name);
        for (const window of windows[name] ?? []) {
          await page.getByRole('button', { name: languages[language][window], exact: true }).first().click();
          await page.getByRole('dialog').waitFor();
          await look(`${name}-${window}`);
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });
        }
      }
      expect(findings).toEqual([]);
      expect(at.complaints).toEqual([]);
      await page.context().close();
    },
    // Thirty pages and as many windows are looked through four times; a busy machine takes its time over it.
    500_000,
  );

  /** A world whose every text is hostile. */
  async function filled(url: string): Promise<TestWorld> {
    const world = await at.world({ plan: { requestsPerMinute: 10_000 } });
    const keys = `/organizations/${world.organizationId}/keys`;
    const endpoint = { url, events: ['message.created'], description: hostileTexts[1] };
    expect((await world.api('POST', '/webhooks', endpoint)).status).toBe(201);
    await Promise.all(
      hostileTexts.map(async (text, index) => {
        const phoneNumber = `+5511900000${100 + index}`;
        await world.api('POST', '/contacts', { phoneNumber, name: text });
        await at.console('POST', `/worlds/${world.id}/inbound-messages`, { phoneNumber, content: text });
        await at.console('POST', keys, { name: text, scopes: ['contacts:read'] });
      }),
    );
    return world;
  }

  async function viewsOf(page: Page, world: TestWorld): Promise<Record<string, string>> {
    const first = async (view: string, links: string) => {
      await page.goto(world.address(view));
      return (await page.locator(links).first().getAttribute('href')) ?? '';
    };
    const of = (view: string) => new URL(world.address(view)).pathname;
    return {
      organizations: '/console/',
      'api-tokens': of('api-tokens'),
      webhook: await first('api-tokens', '#webhooks .rows a'),
      deliveries: of('deliveries'),
      delivery: await first('deliveries', '.rows a'),
      contacts: of('contacts'),
      conversation: await first('contacts', '.rows a'),
      usage: of('usage'),
      audit: of('audit'),
      live: of('live'),
      thread: await first('live', '.event'),
      worlds: '/console/worlds',
      sessions: '/console/sessions',
      doctor: '/console/doctor',
      unknown: '/console/nothing-here',
    };
  }
});

type Title = { [Name in keyof Words]: Words[Name] extends string ? Name : never }[keyof Words];

/** The windows that the buttons of a view open. */
const windows: Readonly<Record<string, readonly Title[]>> = {
  organizations: ['newOrganization'],
  'api-tokens': ['newKey', 'edit', 'roll', 'revoke', 'newWebhook'],
  webhook: ['test', 'edit', 'rotate', 'redeliverFailed', 'cancelWaiting', 'remove'],
  live: ['emptyInbox'],
  worlds: ['newWorld', 'resetWorld'],
  sessions: ['endSession'],
};

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

async function violationsOn(page: Page, rules: string[]): Promise<[string, string | undefined][]> {
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

/** What a text did to the page that it stands in. */
async function brokenBy(page: Page): Promise<string[]> {
  const spare = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const foreign = await page.evaluate<number>(
    `document.querySelectorAll('main img, main iframe, main svg[onload], main script, main style, main form[action], base, main math').length`,
  );
  return [
    ...(spare > 0 ? [`scrolls ${spare} px sideways`] : []),
    ...(foreign > 0 ? [`${foreign} elements that a text brought`] : []),
    ...((await page.title()) === 'taken' ? ['ran what a text said'] : []),
  ];
}
