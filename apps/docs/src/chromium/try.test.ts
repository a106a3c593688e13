import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { noBrowser, siteInBrowser } from './launch.ts';
import { realEdition } from '../testing/edition.ts';

describe.skipIf(noBrowser)(`the try-it page${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const site = siteInBrowser();
  let mock: Server;
  const received: { method: string | undefined; url: string | undefined; key: string | undefined }[] = [];

  beforeAll(async () => {
    const { operations } = await realEdition();
    const example = operations.find(({ id }) => id === 'getMe')?.responses[0]?.examples[0]?.value;
    // Stands where the samples expect the mock, and answers any origin as the mock does.
    mock = createServer((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', '*');
      if (request.method === 'OPTIONS') return response.writeHead(204).end();
      received.push({ method: request.method, url: request.url, key: request.headers.authorization });
      response.setHeader('Content-Type', 'application/json');
      return response.end(JSON.stringify(example));
    });
    await new Promise<void>((listening) => mock.listen(inject('ports').mock, 'localhost', listening));
  });
  afterAll(() => {
    mock.close();
    mock.closeAllConnections();
  });

  test('sends a real request to the local mock with the demo key, and shows its reply', async () => {
    const page = await site.browser.newPage();
    const outside: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      const known = [new URL(site.url).origin, `http://localhost:${inject('ports').mock}`];
      if (protocol.startsWith('http') && !known.includes(origin)) outside.push(request.url());
    });
    await page.goto(`${site.url}try/`);
    await page.getByRole('button', { name: 'Enviar' }).click();
    await page.getByText('200 OK').waitFor();
    expect(received).toEqual([
      {
        method: 'GET',
        url: '/api/v1/me',
        key: 'Bearer sk_live_AttenyDemoKeyForTheLocalSandbox03iuauu',
      },
    ]);
    expect(outside).toEqual([]);
    await page.close();
  });

  test('sends no Idempotency-Key unasked: the next request would be a repetition of this one', async () => {
    const page = await site.browser.newPage();
    const sent: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.headers()['idempotency-key']);
    });
    await page.goto(`${site.url}reference/contacts/createContact/`);
    await page.locator('#createContact').getByRole('link', { name: 'Experimentar' }).click();
    await page.getByRole('button', { name: 'Enviar' }).click();
    await page.getByText('200 OK').waitFor();
    expect(sent).toEqual([undefined]);
    await page.close();
  });

  test('is reached from an operation, at that operation, and by an address of before', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}reference/webhooks/listWebhookEndpoints/`);
    await page.locator('#listWebhookEndpoints').getByRole('link', { name: 'Experimentar' }).click();
    const operation = page.getByLabel('Operação');
    await expect.poll(() => operation.inputValue()).toBe('listWebhookEndpoints');
    await page.goto(`${site.url}try/#api/tag/contacts/createContact`);
    await expect.poll(() => operation.inputValue()).toBe('createContact');
    await page.close();
  });

  test('the server that was chosen before is chosen, and the mock is asked for a reply by Prefer', async () => {
    const page = await site.browser.newPage();
    const asked: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/')) asked.push(request.headers()['prefer']);
    });
    await page.goto(`${site.url}try/#getMe`);
    await page.getByLabel(/Prefer/).selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Enviar' }).click();
    await page.getByText('200 OK').waitFor();
    expect(asked).toEqual([expect.stringMatching(/^code=200, example=/)]);
    await page.getByLabel('Servidor').selectOption('sandbox');
    await page.reload();
    await expect.poll(() => page.getByLabel('Servidor').inputValue()).toBe('sandbox');
    expect(await page.getByLabel(/Prefer/).isVisible()).toBe(false);
    await page.close();
  });

  test('a server that does not run is said so, with what to do', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}try/`);
    await page.getByLabel('Servidor').selectOption('sandbox');
    await page.getByRole('button', { name: 'Enviar' }).click();
    const outcome = page.locator('[data-outcome].bad');
    await outcome.waitFor();
    expect(await outcome.textContent()).toContain('O servidor não respondeu');
    await page.close();
  });

  test('without scripts it says what it is and where else to go', async () => {
    const page = await site.browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${site.url}try/`);
    await page.getByText('com um script, que está desligado aqui').waitFor();
    expect(await page.getByRole('button', { name: 'Enviar' }).isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Prefiro o terminal' }).click();
    await page.waitForURL('**/guides/quick-start/');
    await page.close();
  });

  test('speaks the language of its address', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}en/try/`);
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Requisição');
    await page.close();
  });
});
