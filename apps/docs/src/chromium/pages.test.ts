import type { Browser, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { noBrowser, siteInBrowser } from './launch.ts';

const paths = [
  '',
  'concepts/',
  'guides/quick-start/',
  'reference/',
  'reference/contacts/',
  'reference/contacts/createContact/',
  'reference/messages/sendMessage/',
  'reference/webhooks/',
  'reference/webhooks/createWebhookEndpoint/',
  'reference/events/onMessageCreated/',
  'errors/',
  'errors/validation_error/',
  'guides/security/',
  'console/',
  'console/journal/listJournalRequests/',
  'try/',
  'nothing-here/',
].flatMap((path) => [path, `en/${path}`]);

describe.skipIf(noBrowser)(`in Chromium${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const site = siteInBrowser();

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await site.browser.newPage(options);
    await page.goto(site.url + path, { waitUntil: 'load' });
    return page;
  }

  test('no request leaves the origin, nothing fails, and no page scrolls sideways at 360 px', async () => {
    const outside: string[] = [];
    const complaints: string[] = [];
    const page = await site.browser.newPage({ viewport: { width: 360, height: 740 } });
    page.on('request', (request) => {
      const address = request.url();
      if (!address.startsWith(site.url) && !/^(data|blob):/.test(address)) outside.push(address);
    });
    page.on('console', (message) => {
      const expected = message.text().includes('404 (Not Found)') && page.url().includes('nothing-here');
      if (message.type() === 'error' && !expected) complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    const wide: string[] = [];
    for (const path of paths) {
      await page.goto(site.url + path, { waitUntil: 'load' });
      const spare = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (spare !== 0) wide.push(`${path}: ${spare}`);
    }
    await page.close();
    expect({ outside, complaints, wide }).toEqual({ outside: [], complaints: [], wide: [] });
  });

  test('the theme follows the system until the reader chooses, and the choice stays', async () => {
    const page = await open('', { colorScheme: 'dark' });
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await background();
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await background();
    expect(light).not.toBe(dark);
    await page.locator('[data-theme-toggle]').click();
    expect(await background()).toBe(dark);
    await page.reload();
    expect(await background()).toBe(dark);
    await page.close();
  });

  test('the search finds an operation without its accents and goes there', async () => {
    const page = await open('guides/quick-start/');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('conversas listar');
    await page.getByRole('option', { name: /Listar conversas/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/reference/conversations/listConversations/');
    expect(await page.locator('#listConversations h1').isVisible()).toBe(true);
    await page.close();
  });

  test('an address of the time when a tag was one page leads to the operation, and on to the other language', async () => {
    const page = await open('reference/contacts/#createContact');
    await page.waitForURL('**/reference/contacts/createContact/');
    expect(await page.locator('#createContact h1').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'EN', exact: true }).click();
    await page.waitForURL('**/en/reference/contacts/createContact/');
    await page.close();
  });

  test.each(['guides/webhooks/#2-confira-a-assinatura', 'concepts/#limites-e-cota'])(
    'a change of the language keeps the place at %s',
    async (address) => {
      const page = await open(address);
      await page.getByRole('link', { name: 'EN', exact: true }).click();
      await page.waitForURL('**/en/**');
      const top = await page.evaluate<number>(
        `document.querySelector(':target').getBoundingClientRect().top`,
      );
      expect(top).toBeLessThan(300);
      await page.close();
    },
  );

  test('language, example and server of the samples can be chosen and are remembered', async () => {
    const page = await open('reference/messages/sendMessage/');
    const shown = () => page.locator('#sendMessage [data-request] pre:visible').textContent();
    expect(await shown()).toContain(`http://localhost:${inject('ports').mock}/api/v1/conversations`);
    await page.locator('#sendMessage').getByRole('button', { name: 'Python' }).click();
    await page.locator('#sendMessage [data-example]').selectOption('image');
    await page.locator('#sendMessage [data-origin]').selectOption('production');
    expect(await shown()).toContain('import requests');
    expect(await shown()).toContain('image/png');
    expect(await shown()).toContain('https://api.atteny.ai/api/v1/conversations');
    expect(await shown()).not.toContain('Demo');
    await page.goto(`${site.url}en/reference/contacts/listContacts/`);
    expect(await page.locator('#listContacts [data-request] pre:visible').textContent()).toContain(
      'import requests',
    );
    await page.close();
  });

  test('an operation opens at its top and takes the whole width, on any screen', async () => {
    for (const width of [360, 1280]) {
      const page = await open('reference/messages/sendMessage/', { viewport: { width, height: 740 } });
      const [main, place, operation] = await Promise.all(
        ['main', '.place', '.operation'].map((part) => page.locator(part).boundingBox()),
      );
      expect(main?.y).toBeGreaterThanOrEqual(0);
      expect(operation?.width).toBe(place?.width);
      await page.close();
    }
  });

  test('on a narrow screen the menu opens, leads somewhere and closes', async () => {
    const page = await open('', { viewport: { width: 360, height: 740 } });
    expect(await page.locator('#menu').isVisible()).toBe(false);
    await page.locator('[data-menu]').click();
    await page.locator('#menu').getByRole('link', { name: 'Visão geral' }).click();
    await page.waitForURL('**/reference/');
    expect(await page.locator('#menu').isVisible()).toBe(false);
    await page.close();
  });

  test('everything can be read without scripts', async () => {
    const page = await open('reference/contacts/listContacts/', { javaScriptEnabled: false });
    expect(await page.locator('#listContacts [data-request] pre:visible').textContent()).toContain('curl');
    expect(await page.locator('#menu').isVisible()).toBe(true);
    await page.close();
  });
});
