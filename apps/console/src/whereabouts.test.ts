import { describe, expect, test } from 'vitest';
import { portuguese as words } from './language/words.pt-BR.ts';
import { desk, noBrowser } from './testing/browser.ts';

const isFocused = (element: Element) => element === document.activeElement;

describe.skipIf(noBrowser)(
  `what stands under an address${noBrowser ? ` (left out: ${noBrowser})` : ''}`,
  () => {
    const at = desk();

    test('an organization that is not there is told of once, and not led to again', async () => {
      const page = await at.signedIn();
      await page.goto(`${at.sandbox.origin}/console/o/org_AAAAAAAAAAAAAAAA/api-tokens`);
      await page.getByRole('heading', { name: words.notFound }).waitFor();
      expect(await page.getByRole('button', { name: words.newKey }).count()).toBe(0);
      await page.goto(`${at.sandbox.origin}/console/api-tokens`);
      await page.getByRole('heading', { name: words.organizations }).waitFor();
      await page.context().close();
    });

    test('an organization that is deleted while its keys are looked at is told of', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await page.goto(world.address('api-tokens'));
      await page.getByRole('button', { name: words.newKey }).waitFor();
      await at.console('DELETE', `/worlds/${world.id}`);
      await page.getByRole('heading', { name: words.notFound }).waitFor({ timeout: 30_000 });
      expect(await page.getByRole('button', { name: words.newKey }).count()).toBe(0);
      await page.context().close();
    });

    test('what belongs to another organization is not shown while the own one is awaited', async () => {
      const page = await at.signedIn();
      const [one, other] = [await at.world(), await at.world()];
      await at.console('POST', `/organizations/${one.organizationId}/keys`, {
        name: 'Só da primeira',
        scopes: ['contacts:read'],
      });
      await page.goto(one.address('api-tokens'));
      await page.getByText('Só da primeira').waitFor();
      let release = () => {};
      const waited = new Promise<void>((resolve) => (release = resolve));
      await page.route(`**/${other.organizationId}/keys?*`, async (route) => {
        await waited;
        await route.continue();
      });
      const next = new URL(other.address('api-tokens')).pathname;
      await page.evaluate(`history.pushState(null, '', ${JSON.stringify(next)})`);
      await page.getByRole('status', { name: words.loading }).first().waitFor();
      expect(await page.getByText('Só da primeira').count()).toBe(0);
      release();
      await page.getByText('Chave do mundo').waitFor();
      await page.context().close();
    });

    test('a session of one organization is offered no worlds to make or to delete', async () => {
      const world = await at.world();
      const reply = await at.console('POST', `/organizations/${world.organizationId}/portal-sessions`, {
        role: 'manage',
      });
      const { data } = (await reply.json()) as { data: { url: string } };
      const page = await at.stranger();
      await page.goto(new URL(data.url, at.sandbox.origin).href);
      await page.getByRole('heading', { name: words.apiKeys }).waitFor();
      await page.goto(`${at.sandbox.origin}/console/worlds`);
      await page.getByRole('heading', { name: words.notFound }).waitFor();
      expect(await page.getByRole('button', { name: words.newWorld }).count()).toBe(0);
      await page.context().close();
    });

    test('a window begins at its first field, and says itself why what it sends is refused', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await world.api('POST', '/webhooks', { url: 'https://example.com/hook', events: ['message.sent'] });
      await page.goto(world.address('api-tokens'));
      await page.getByRole('link', { name: 'https://example.com/hook' }).click();
      await page.getByRole('button', { name: words.edit, exact: true }).click();
      const address = page.getByRole('dialog').getByLabel(words.url);
      await expect.poll(() => address.evaluate(isFocused)).toBe(true);
      await address.fill('ftp://example.com/');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').locator('.notice.bad').waitFor();
      await page.context().close();
    });

    test('a view has a title of its own, the keyboard begins at it, and its times are exact when they are reached', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await page.goto(world.address('api-tokens'));
      await page.getByText('Chave do mundo').waitFor();
      expect(await page.title()).toBe(`${words.apiKeys} · Atteny`);
      await page.getByRole('link', { name: words.conversations }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: words.contacts }).waitFor();
      expect(await page.title()).toBe(`${words.conversations} · Atteny`);
      expect(await page.locator('main').evaluate(isFocused)).toBe(true);
      await page.goto(`${at.sandbox.origin}/console/sessions`);
      const time = page.locator('main time').first();
      await time.focus();
      const exact = await time.getAttribute('title');
      expect(await time.evaluate((element) => getComputedStyle(element, '::after').content)).toContain(exact);
      await page.context().close();
    });

    test('redelivering what failed says how much that was', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await world.api('POST', '/webhooks', { url: 'https://example.com/hook', events: ['message.sent'] });
      await page.goto(world.address('api-tokens'));
      await page.getByRole('link', { name: 'https://example.com/hook' }).click();
      await page.getByRole('button', { name: words.redeliverFailed }).click();
      await page.getByLabel(words.redeliverSince).last().fill('2026-01-01T00:00');
      await page.getByRole('button', { name: words.redeliver, exact: true }).click();
      const said = page.getByRole('dialog').getByRole('status');
      await expect.poll(() => said.innerText()).toBe(words.redelivered(0));
      await page.context().close();
    });

    test('the inbox becomes an endpoint once, and a test shows its signature without another press', async () => {
      const page = await at.signedIn();
      const world = await at.world();
      await page.goto(world.address('live'));
      await page.getByRole('button', { name: words.subscribeInbox }).click();
      await page.getByText(words.inboxSubscribed).waitFor();
      expect(await page.getByRole('button', { name: words.subscribeInbox }).count()).toBe(0);
      await page.goto(world.address('api-tokens'));
      await page.locator('#webhooks .rows a').click();
      await page.getByRole('button', { name: words.test, exact: true }).click();
      await page.getByRole('button', { name: words.send, exact: true }).click();
      await page.getByRole('dialog').getByText('x-atteny-signature: ').waitFor();
      await page.context().close();
    });
  },
);
