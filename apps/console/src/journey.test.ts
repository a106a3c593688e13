import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookEvents } from '@atteny/contract';
import { summaryOf } from '@atteny/contract/summaries';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages, type Language } from './language/language.tsx';
import { desk, noBrowser, type PageOptions } from './testing/browser.ts';

const isFocused = (element: Element) => element === document.activeElement;

const ways: [Language, number][] = [
  ['pt-BR', 1280],
  ['en', 360],
];

describe.skipIf(noBrowser)(`the dashboard in Chromium${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const at = desk();
  let receiver: Server;
  let status = 200;
  const received: IncomingMessage[] = [];
  const receiverUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      received.push(request);
      request
        .resume()
        .on('end', () =>
          response.writeHead(status, status === 308 ? { location: '/atteny/?token=1' } : {}).end('seen'),
        );
    });
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => {
    receiver.close();
    receiver.closeAllConnections();
  });

  describe.each(ways)('in %s, %i px wide', (language, width) => {
    const words = languages[language];
    const options: PageOptions = { language, viewport: { width, height: 900 } };
    const button = (name: string) => ['button', { name, exact: true }] as const;

    test('a key is made, shown once, and works by its own curl line', async () => {
      const page = await at.signedIn(options);
      const world = await at.world();
      await page.goto(world.address('api-tokens'));
      await page.getByRole(...button(words.newKey)).click();
      await page.getByLabel(words.name).fill('Integração da loja');
      await page.getByRole('checkbox', { name: /contacts:read/ }).check();
      await page.getByRole(...button(words.create)).click();
      const line = await page.getByLabel(words.tryKey).innerText();
      const [, url = '', key = ''] =
        /curl "([^"]+)"[^"]+"Authorization: Bearer (sk_live_\w+)"/.exec(line) ?? [];
      const reply = await fetch(url, { headers: { Authorization: `Bearer ${key}` } });
      expect(reply.status).toBe(200);
      await page.getByRole(...button(words.close)).click();
      await page.getByText('Integração da loja').first().waitFor();
      await page.goto(world.address('audit'));
      const made = page.locator('tr').filter({ hasText: 'createApiKey' });
      expect(await made.innerText()).toContain(summaryOf('createApiKey', language));
      await page.goBack();
      await page.getByText('Integração da loja').first().waitFor();
      const kept = async () =>
        (await page.content()) +
        (await page.evaluate<string>(
          'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href])',
        ));
      expect(await kept()).not.toContain(key);
      await page.reload();
      await page.getByText('Integração da loja').first().waitFor();
      expect(await kept()).not.toContain(key);
      await page.context().close();
    });

    test('a key is made and its window left by the keyboard alone', async () => {
      const page = await at.signedIn(options);
      const world = await at.world();
      await page.goto(world.address('api-tokens'));
      await page.getByText('Chave do mundo').waitFor();
      const tabTo = async (target: Locator) => {
        for (let presses = 0; presses < 60; presses += 1) {
          if (await target.evaluate(isFocused)) return;
          await page.keyboard.press('Tab');
        }
        throw new Error('The keyboard does not get there.');
      };
      await tabTo(page.getByRole(...button(words.newKey)));
      await page.keyboard.press('Enter');
      await tabTo(page.getByLabel(words.name));
      await page.keyboard.type('Teclado');
      await tabTo(page.getByRole('checkbox', { name: /contacts:read/ }));
      await page.keyboard.press('Space');
      await tabTo(page.getByRole(...button(words.create)));
      await page.keyboard.press('Enter');
      await page.getByText(words.keyOnce).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Teclado').waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.context().close();
    });

    test('an endpoint is tested, receives, breaks, is seen disabled with the reason, and comes back', async () => {
      status = 308;
      const page = await at.signedIn(options);
      const world = await at.world();
      await page.goto(world.address('api-tokens'));
      await page.getByRole(...button(words.newWebhook)).click();
      await page.getByLabel(words.url).fill('nada');
      await page.getByText(words.urlBroken).waitFor();
      await page.getByLabel(words.url).fill(receiverUrl());
      await page.getByRole(...button(words.create)).click();
      await page.getByText(words.secretOnce).waitFor();
      await page.getByRole(...button(words.close)).click();
      await page.getByRole('link', { name: receiverUrl() }).click();
      await page.getByRole(...button(words.test)).click();
      await page.getByRole(...button(words.send)).click();
      await page.getByText(`${words.attempt} 1`).waitFor();
      await page.getByText(`${words.redirectedTo} ${receiverUrl()}atteny/`, { exact: true }).waitFor();
      status = 200;
      await page.getByRole(...button(words.send)).click();
      await page.getByRole('dialog').getByText('200', { exact: true }).waitFor();
      expect(received.at(-1)?.headers['x-atteny-event']).toBe(webhookEvents[0]);
      await page.getByRole(...button(words.close)).click();

      const live = await page.context().newPage();
      await live.goto(world.address('live'));
      await live.getByText(words.connected, { exact: true }).waitFor();
      const simulate = live.getByRole(...button(words.send));
      await simulate.click();
      await live.locator('.event').filter({ hasText: 'message.created' }).filter({ hasText: '✓' }).waitFor();

      status = 500;
      for (let message = 0; message < 10; message += 1) {
        await simulate.click();
        await simulate.and(live.locator(':enabled')).waitFor();
      }
      await live.getByRole('button', { name: `${words.advance} 6h` }).click();
      await live.getByText(/1 endpoint (desativado|disabled)/).waitFor({ timeout: 60_000 });
      await page.bringToFront();
      await page.getByText(words.disabledReason.FAILURES).waitFor();
      status = 200;
      await page.getByRole(...button(words.enable)).click();
      await page.getByRole(...button(words.disable)).waitFor();
      await page.locator('.rows a').filter({ hasText: 'message.created' }).first().click();
      await page.getByRole(...button(words.redeliver)).click();
      await page.getByText(words.deliveryKind.REDELIVERY).waitFor();
      await page.getByText(words.deliveryStatus.SUCCEEDED).waitFor();
      await page.context().close();
    });

    test('a request is followed to what it changed, its event and its delivery, and the way back is kept', async () => {
      const page = await at.signedIn(options);
      const world = await at.world();
      await world.api('POST', '/webhooks', {
        url: `${at.sandbox.origin}/inbox/${world.id}`,
        events: ['message.sent'],
      });
      await world.inbound('Oi!');
      const { data } = (await (await world.api('GET', '/conversations')).json()) as {
        data: { id: string }[];
      };
      const conversation = `/conversations/${data[0]?.id ?? ''}`;
      const sent = await world.api('POST', `${conversation}/messages`, { content: 'Bom dia!' });
      const refused = await world.api('GET', '/contacts?limit=500');
      await page.goto(`${at.sandbox.origin}/console/live?request=${sent.headers.get('X-Request-Id') ?? ''}`);
      await page.waitForURL('**/o/*/live?request=req_*');
      await page.getByRole('heading', { name: words.changed }).waitFor();
      await page.getByText(`${words.attempt} 1`).waitFor();
      await page.getByRole(...button(words.copyAs.curl)).click();
      await page.getByText(words.copied).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toContain(`${conversation}/messages'`);

      await page.getByRole('link', { name: words.close }).click();
      await page.locator('.event').first().focus();
      await page.keyboard.press('ArrowDown');
      expect(await page.locator('.event').nth(1).evaluate(isFocused)).toBe(true);
      await page.getByLabel(words.filter).fill('validation_error');
      await page.locator('.event').click();
      await page.getByText('/query/limit').first().waitFor();
      expect(page.url()).toContain(refused.headers.get('X-Request-Id') ?? '');
      await page.goBack();
      await page.locator('.event').waitFor();
      expect(await page.getByLabel(words.filter).inputValue()).toBe('validation_error');
      await page.context().close();
    });

    test('a world is taken to its edge, and told in words; a plan of faults says what it hit', async () => {
      const page = await at.signedIn(options);
      const world = await at.world();
      await page.goto(world.address('live'));
      await page.getByText(words.toTheEdge).click();
      await page.getByRole(...button(words.leaveThisMonth)).click();
      await page.getByText(words.quotaLeft(1)).waitFor();
      expect((await world.api('GET', '/contacts')).status).toBe(200);
      expect((await world.api('GET', '/contacts')).status).toBe(402);
      await page.getByText(words.quotaLeft(0)).waitFor();
      await page.getByRole(...button(words.restorePlan)).click();
      await page.getByText(words.quotaUnlimited).waitFor();

      await page.getByText(words.planFaults).click();
      await page.getByRole(...button(words.applyFaults)).click();
      await page.getByText(words.faultHits(0, 0)).waitFor();
      expect((await world.api('GET', '/contacts')).status).toBe(503);
      await page.getByText(words.faultHits(1, 1)).waitFor();
      await page.getByLabel(words.faultWhere, { exact: true }).selectOption('sendMessage');
      await page.getByLabel(words.faultWhat, { exact: true }).selectOption('CUT_AFTER');
      await page.getByLabel(words.faultCount, { exact: true }).fill('1');
      const plan = await page.getByLabel(words.plan, { exact: true }).inputValue();
      expect(JSON.parse(plan)).toEqual({
        seed: 42,
        rules: [{ on: 'REQUEST', operationId: 'sendMessage', effect: 'CUT_AFTER', count: 1 }],
      });
      await page.getByRole(...button(words.applyFaults)).click();
      await page.getByText('CUT_AFTER', { exact: true }).waitFor();
      await page
        .getByLabel(words.plan, { exact: true })
        .fill('{"seed": 1, "rules": [{"on": "REQUEST", "effect": "FIRE"}]}');
      await page.getByRole(...button(words.applyFaults)).click();
      await page.getByText('/body/rules/0/effect').waitFor();
      await page.getByRole(...button(words.clearFaults)).click();
      await page.getByText(words.noFaults).waitFor();
      await page.context().close();
    });

    test('a conversation is written in from both sides, and its status set', async () => {
      const page = await at.signedIn(options);
      const world = await at.world();
      await world.inbound('Oi!');
      await page.goto(world.address('contacts'));
      await page.getByRole('link', { name: '+5511987654321' }).click();
      await page.getByLabel(words.writeAsOrganization).fill('Bom dia!');
      await page.getByRole(...button(words.send)).click();
      await page.locator('.chat .out').filter({ hasText: 'Bom dia!' }).waitFor();
      await page.getByRole(...button(words.conversationStatus.CLOSED)).click();
      await page.locator('.badge').filter({ hasText: words.conversationStatus.CLOSED }).waitFor();
      await page.getByLabel(words.writeAs, { exact: true }).selectOption('contact');
      await page.getByLabel(words.writeAsContact).fill('Tem bolo?');
      await page.getByRole(...button(words.send)).click();
      await page.locator('.chat .in').filter({ hasText: 'Tem bolo?' }).waitFor();
      // A message opens a closed conversation again.
      await page.locator('.badge').filter({ hasText: words.conversationStatus.OPEN }).waitFor();
      expect(await page.locator('.chat li').count()).toBe(3);
      await page.context().close();
    });

    test('a delivery that waits is canceled after a question', async () => {
      const page = await at.signedIn(options);
      const world = await at.world();
      await world.api('POST', '/webhooks', { url: 'http://127.0.0.1:9/', events: ['message.created'] });
      await world.inbound('Oi!');
      await page.goto(world.address('deliveries?status=PENDING'));
      await page.locator('.rows a').first().click();
      await page.getByRole(...button(words.cancelDelivery)).click();
      await page.getByText(words.cancelDeliveryText).waitFor();
      await page
        .getByRole('dialog')
        .getByRole(...button(words.cancelDelivery))
        .click();
      await page.locator('.badge').filter({ hasText: words.deliveryStatus.FAILED }).waitFor();
      await page.goBack();
      expect(page.url()).toContain('status=PENDING');
      await page.getByText(words.noDeliveries).waitFor();
      await page.context().close();
    });

    test('a portal link opens its organization alone, once', async () => {
      const page = await at.signedIn(options);
      const world = await at.world();
      await page.goto(world.address('api-tokens'));
      await page.getByRole(...button(words.portalCreate)).click();
      const link = await page.getByLabel(words.portal).innerText();
      const guest = await at.stranger(options);
      await guest.goto(link);
      await guest.getByRole('heading', { name: words.apiKeys, exact: true }).waitFor();
      expect(guest.url()).toBe(world.address('api-tokens'));
      expect(await guest.getByRole('button', { name: words.newKey }).count()).toBe(0);
      await guest.goto(world.address('live'));
      await guest.getByText(words.connected, { exact: true }).waitFor();
      await world.api('GET', '/contacts?search=portal');
      await guest.getByText('search=portal').waitFor();
      const writing = [words.switchWorld, `${words.advance} 1h`, words.toTheEdge].map((text) =>
        guest.getByText(text).or(guest.getByLabel(text)).count(),
      );
      expect(await Promise.all(writing)).toEqual([0, 0, 0]);
      const other = await at.world();
      await guest.goto(other.address('api-tokens'));
      await guest.getByRole('heading', { name: words.notFound }).waitFor();
      const late = await at.stranger(options);
      await late.goto(link);
      await late.waitForURL('**/console/sign-in**');
      await Promise.all([page.context().close(), guest.context().close(), late.context().close()]);
    });
  });

  test('signing out leads back to the form', async () => {
    const page = await at.signedInByForm();
    await page.getByRole('button', { name: 'Sair' }).click();
    await page.getByLabel('Token do console').waitFor();
    await page.goto(new URL('/console/worlds', page.url()).href);
    await page.getByLabel('Token do console').waitFor();
    expect(page.url()).toContain('/console/sign-in');
    await page.context().close();
  });

  test('nothing failed on the pages but what was meant to be refused', () => {
    const meant = /status of 40[0134] /;
    expect(at.complaints.filter((complaint) => !meant.test(complaint))).toEqual([]);
  });
});
