import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../src/language/language.tsx';
import { desk, noBrowser } from '../src/testing/browser.ts';

const words = languages['pt-BR'];
const requests = 5_000;
const messages = 250;
const atOnce = 50;
const minuteMs = 60_000;
const megabyte = 1_000_000;
/** What the page may keep after it: some 10 KB an entry, and the page itself. */
const mostMegabytes = 100;

describe.skipIf(noBrowser)(`a busy minute${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const at = desk();

  test('5,000 requests and their deliveries are all listed live, and the page goes on', async () => {
    const page = await at.signedIn();
    const world = await at.world({ plan: { requestsPerMinute: 1_000_000 } });
    const url = `${at.sandbox.origin}/inbox/${world.id}`;
    await world.api('POST', '/webhooks', { url, events: ['message.sent'] });
    await world.inbound('Oi!');
    const reply = await world.api('GET', '/conversations');
    const { data } = (await reply.json()) as { data: { id: string }[] };
    const conversation = `/conversations/${data[0]?.id ?? ''}/messages`;
    await page.goto(world.address('live'));
    await page.getByText(words.connected, { exact: true }).waitFor();
    const before = await listed(page);

    const begun = performance.now();
    const every = requests / messages;
    for (let sent = 0; sent < requests; sent += atOnce) {
      const statuses = await Promise.all(
        Array.from({ length: atOnce }, async (_, one) => {
          const number = sent + one;
          const asked =
            number % every === 0
              ? await world.api('POST', conversation, { content: `mensagem ${number}` })
              : await world.api('GET', `/contacts?search=n${number}`);
          await asked.arrayBuffer();
          return asked.status;
        }),
      );
      expect(statuses.every((status) => status < 300)).toBe(true);
      const ahead = begun + (minuteMs * (sent + atOnce)) / requests - performance.now();
      await page.waitForTimeout(Math.max(0, ahead));
    }
    await withoutGaps(page);
    await untilListed(page, before + requests);

    await page.getByLabel(words.filter).fill('message.sent');
    await untilListed(page, messages);
    await expect.poll(() => page.locator('.event').first().innerText(), { timeout: 60_000 }).toContain('✓');
    await page.getByLabel(words.filter).fill(`search=n${requests - 1}`);
    await page.locator('.event').click();
    await page
      .getByText(`search=n${requests - 1}`)
      .nth(1)
      .waitFor();
    expect(await heapMegabytes(page)).toBeLessThan(mostMegabytes);

    const path = `/organizations/${world.organizationId}/deliveries?status=SUCCEEDED&limit=1`;
    const kept = (await (await at.console('GET', path)).json()) as { meta: { total: number } };
    expect(kept.meta.total).toBe(messages);
    await page.context().close();
  });
});

const listed = async (page: Page) => {
  const item = page.locator('[aria-setsize]').first();
  await item.waitFor();
  return Number(await item.getAttribute('aria-setsize'));
};

/**
 * Where the machine fell behind and then asked more in a second than a page is told one by one, there are gaps. A filter that
 * nothing fits leaves them alone in sight, and so they are read.
 */
async function withoutGaps(page: Page): Promise<void> {
  await page.getByLabel(words.filter).fill('nothing has this');
  await page.getByText(words.nothingFits).waitFor({ timeout: 120_000 });
  await page.getByLabel(words.filter).fill('');
}

/** A page that could not keep up reads anew, and further back as somebody scrolls: to the end of the list, until all is there. */
const untilListed = (page: Page, wanted: number) =>
  expect
    .poll(
      async () => {
        await page.locator('.virtual').evaluate((list) => {
          list.scrollTo(0, list.scrollHeight);
          list.dispatchEvent(new Event('scroll'));
        });
        return listed(page);
      },
      { timeout: 120_000, interval: 1000 },
    )
    .toBe(wanted);

/** What the page keeps, once all that can go has gone. */
async function heapMegabytes(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  console.log(`the page keeps ${(usedSize / megabyte).toFixed(1)} MB`);
  return usedSize / megabyte;
}
