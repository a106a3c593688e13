import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@atteny/local-servers';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { portuguese as words } from './language/words.pt-BR.ts';
import { desk, noBrowser } from './testing/browser.ts';

const folder = await mkdtemp(join(tmpdir(), 'atteny-dashboard-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(noBrowser)(
  `when things go wrong${noBrowser ? ` (left out: ${noBrowser})` : ''}`,
  async () => {
    const at = desk({
      ATTENY_API_PORT: String(await freePort()),
      ATTENY_DATA_FOLDER: folder,
      ATTENY_CONSOLE_TOKEN: randomBytes(24).toString('hex'),
    });

    const html = '<!doctype html><title>Proxy</title><h1>It works!</h1>';
    test.each<[string, { status: number; contentType: string; body: string }, string]>([
      ['HTML with 200', { status: 200, contentType: 'text/html', body: html }, words.serverOdd(502)],
      ['HTML with 503', { status: 503, contentType: 'text/html', body: html }, words.serverOdd(503)],
      ['nothing', { status: 500, contentType: 'application/json', body: '' }, words.serverOdd(500)],
    ])(
      'a server that answers %s is told of, what is shown stays, and a retry does not storm',
      async (_, reply, said) => {
        const page = await at.signedIn();
        const world = await at.world();
        await world.api('POST', '/webhooks', { url: 'https://example.com/hook', events: ['message.sent'] });
        await page.goto(world.address('api-tokens'));
        await page.getByRole('link', { name: 'https://example.com/hook' }).waitFor();
        let asked = 0;
        await page.route('**/api/v1/webhooks*', (route) => {
          asked += 1;
          return route.fulfill(reply);
        });
        await page.locator('#webhooks .notice.bad').filter({ hasText: said }).waitFor({ timeout: 30_000 });
        expect(await page.getByRole('link', { name: 'https://example.com/hook' }).count()).toBe(1);
        const before = asked;
        await page.waitForTimeout(3000);
        expect(asked - before).toBeLessThanOrEqual(2);
        await page.unroute('**/api/v1/webhooks*');
        await page.locator('#webhooks .notice.bad').getByRole('button', { name: words.tryAgain }).click();
        await page.locator('#webhooks .notice.bad').waitFor({ state: 'detached' });
        await page.context().close();
      },
    );

    test('a refusal of the server is told in its words, with the id of the request', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await page.goto(world.address('webhooks/whk_none'));
      const notice = page.locator('.notice.bad').first();
      expect(await notice.locator('code').innerText()).toMatch(/^req_/);
      await page.context().close();
    });

    test('in English a refusal is told in English', async () => {
      const page = await at.signedIn({ language: 'en' });
      const world = await at.world();
      await page.goto(world.address('webhooks/whk_none'));
      const notice = page.locator('.notice.bad').first();
      expect(await notice.innerText()).toContain('Nothing was found with this identifier.');
      await page.context().close();
    });

    test('a server that is slow shows the place of what comes, without a jump', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      let release = () => {};
      const waited = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/keys?*', async (route) => {
        await waited;
        await route.continue();
      });
      await page.goto(world.address('api-tokens'));
      await page.getByRole('status', { name: words.loading }).first().waitFor();
      release();
      await page.getByText('Chave do mundo').waitFor();
      expect(await page.getByRole('status', { name: words.loading }).count()).toBe(0);
      await page.context().close();
    });

    test('a server that is restarted under the live view loses nothing, and both tabs go on', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      const second = await page.context().newPage();
      for (const tab of [page, second]) {
        await tab.goto(world.address('live'));
        await tab.getByText(words.connected, { exact: true }).waitFor();
      }
      await world.api('GET', '/contacts?search=before');
      for (const tab of [page, second]) await tab.getByText('search=before').waitFor();
      await at.restart();
      await world.api('GET', '/contacts?search=after');
      for (const tab of [page, second]) {
        await tab.getByText(words.connected, { exact: true }).waitFor({ timeout: 60_000 });
        await tab.getByText('search=after').waitFor({ timeout: 30_000 });
        expect(await tab.getByText('search=before').count()).toBe(1);
      }
      await world.api('GET', '/contacts?search=live');
      await page.getByText('search=live').waitFor();
      await page.reload();
      for (const term of ['before', 'after', 'live']) await page.getByText(`search=${term}`).waitFor();
      await page.context().close();
    });

    test('tabs that nobody sees give their connections back, and miss nothing when they are looked at again', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      const look = (tab: Page, state: 'hidden' | 'visible') =>
        tab.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
          document.dispatchEvent(new Event('visibilitychange'))`);
      const tabs = [page];
      // A browser has six connections to a server over HTTP/1.1, and each live view would keep one.
      while (tabs.length < 7) {
        const tab = tabs.at(-1) ?? page;
        await tab.goto(world.address('live'));
        await tab.getByText(words.connected, { exact: true }).waitFor();
        await look(tab, 'hidden');
        await tab.getByText(words.reconnecting, { exact: true }).waitFor();
        tabs.push(await page.context().newPage());
      }
      const last = tabs.at(-1) ?? page;
      await last.goto(world.address('live'));
      await last.getByText(words.connected, { exact: true }).waitFor();
      await world.api('GET', '/contacts?search=unseen');
      await last.getByText('search=unseen').waitFor();
      expect(await page.getByText('search=unseen').count()).toBe(0);
      await look(page, 'visible');
      await page.getByText('search=unseen').waitFor();
      await page.getByText(words.connected, { exact: true }).waitFor();
      await page.context().close();
    });

    test('a journal that cannot be read anew leaves what is shown, and what happens meanwhile joins it', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await page.goto(world.address('live'));
      await page.getByText(words.connected, { exact: true }).waitFor();
      await world.api('GET', '/contacts?search=before');
      await page.getByText('search=before').waitFor();
      await page.route('**/requests?*', (route) =>
        route.fulfill({ status: 503, contentType: 'text/html', body: html }),
      );
      await at.console('POST', `/worlds/${world.id}/reset`);
      const notice = page.locator('.journal .notice.bad').filter({ hasText: words.serverOdd(503) });
      await notice.waitFor();
      await world.api('GET', '/contacts?search=meanwhile');
      await page.getByText('search=meanwhile').waitFor();
      expect(await page.getByText('search=before').count()).toBe(1);
      await page.unroute('**/requests?*');
      await notice.getByRole('button', { name: words.tryAgain }).click();
      await page.getByText('search=before').waitFor({ state: 'detached' });
      expect(await page.getByText('search=meanwhile').count()).toBe(1);
      await page.context().close();
    });

    test('requests that are too many to be told one by one are read where somebody looks, paused or not', async () => {
      const page = await at.signedIn();
      const world = await at.world({ plan: { requestsPerMinute: 1_000_000 } });
      await page.route('**/events?*', (route) =>
        route.continue({
          url: route
            .request()
            .url()
            .replace(/requestsPerSecond=\d+/, 'requestsPerSecond=1'),
        }),
      );
      await page.goto(world.address('live'));
      await page.getByText(words.connected, { exact: true }).waitFor();
      const flood = 130;
      await Promise.all(
        Array.from({ length: flood }, (_, number) => world.api('GET', `/contacts?search=n${number}`)),
      );
      const gaps = page.locator('button.event');
      await gaps.first().waitFor();
      await page.getByRole('button', { name: words.pause }).click();
      await world.api('GET', '/contacts?search=later');
      // A filter that nothing fits leaves the gaps alone in sight; they are gone once they are read.
      const readGaps = async () => {
        await page.getByLabel(words.filter).fill('nothing has this');
        await page.getByText(words.nothingFits).waitFor({ timeout: 60_000 });
        await page.getByLabel(words.filter).fill('');
      };
      await readGaps();
      await page.getByRole('button', { name: words.resumeNew(1).slice(0, 9) }).click();
      await expect
        .poll(
          async () => {
            await readGaps();
            return await page.locator('[aria-setsize]').first().getAttribute('aria-setsize');
          },
          { timeout: 60_000, interval: 1000 },
        )
        .toBe(String(flood + 1));
      await page.context().close();
    });

    test('a world that is deleted while it is looked at is told of, and no longer asked for again and again', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await page.goto(world.address('live'));
      await page.getByText(words.connected, { exact: true }).waitFor();
      await at.console('DELETE', `/worlds/${world.id}`);
      await page.getByText(words.notFound).waitFor({ timeout: 30_000 });
      let asked = 0;
      page.on('request', () => (asked += 1));
      await page.waitForTimeout(3000);
      expect(asked).toBeLessThan(6);
      await page.context().close();
    });

    test('a session that is revoked while it is used leads to the form, in every tab', async () => {
      const page = await at.signedInByForm();
      const world = await at.world();
      const second = await page.context().newPage();
      for (const tab of [page, second]) {
        await tab.goto(world.address('live'));
        await tab.getByText(words.connected, { exact: true }).waitFor();
      }
      const reply = await page.evaluate<{ data: { id: string } }>(
        `fetch('/console/v1/session').then((response) => response.json())`,
      );
      await at.console('DELETE', `/sessions/${reply.data.id}`);
      for (const tab of [page, second]) await tab.waitForURL('**/console/sign-in**', { timeout: 30_000 });
      expect(new URL(second.url()).searchParams.get('next')).toBe(new URL(world.address('live')).pathname);
      await page.context().close();
    });

    test('a text of 10,000 characters where a name belongs is refused or kept in its place', async () => {
      const page = await at.signedIn({ viewport: { width: 360, height: 800 } });
      const world = await at.world();
      const long = 'x'.repeat(10_000);
      await world.inbound(long.slice(0, 4000));
      await page.goto(world.address('api-tokens'));
      await page.getByRole('button', { name: words.newKey }).click();
      await page.getByLabel(words.name).evaluate((input) => input.removeAttribute('maxlength'));
      await page.getByLabel(words.name).fill(long);
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: words.create }).click();
      await page.getByText('/body/name').waitFor();
      await page.goto(world.address(`live?filter=${long.slice(0, 5000)}&request=${long.slice(0, 2000)}`));
      await page.getByText(words.requestUnknown.slice(0, 20)).waitFor();
      for (const view of ['contacts', `deliveries?search=${long.slice(0, 3000)}`, 'live']) {
        await page.goto(world.address(view));
        await page.locator('main h1').first().waitFor();
        await expect.poll(() => page.locator('.skeleton').count(), { timeout: 20_000 }).toBe(0);
        const spare = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect([view, await page.evaluate(spare)]).toEqual([view, 0]);
      }
      await page.context().close();
    });

    test('no script failed, and the policy refused nothing', () => {
      const network = /Failed to load resource|net::ERR/;
      expect(at.complaints.filter((complaint) => !network.test(complaint))).toEqual([]);
    });
  },
);
