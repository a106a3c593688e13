import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desk, noBrowser } from './testing/browser.ts';

describe.skipIf(noBrowser)(`the dashboard in Chromium${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const at = desk();
  let receiver: Server;
  let healthy = true;
  const received: IncomingMessage[] = [];
  const receiverUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      received.push(request);
      request.resume().on('end', () => response.writeHead(healthy ? 200 : 500).end('seen'));
    });
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => {
    receiver.close();
    receiver.closeAllConnections();
  });

  test('a key is made, shown once, and works by its own curl line', async () => {
    const page = await at.signedIn();
    await page.locator('ul.cards a').first().click();
    await page.getByRole('button', { name: 'Nova chave' }).click();
    await page.getByLabel('Nome').fill('Integração da loja');
    await page.getByRole('checkbox', { name: /contacts:read/ }).check();
    await page.getByRole('button', { name: 'Criar' }).click();
    const line = await page.getByLabel('Faça a primeira requisição').innerText();
    const [, url = '', key = ''] =
      /curl "([^"]+)"[^"]+"Authorization: Bearer (sk_live_\w+)"/.exec(line) ?? [];
    const reply = await fetch(url, { headers: { Authorization: `Bearer ${key}` } });
    expect(reply.status).toBe(200);
    await page.getByRole('button', { name: 'Fechar' }).click();
    await page.getByText('Integração da loja').first().waitFor();
    expect(await page.content()).not.toContain(key);
    await page.reload();
    await page.getByText('Integração da loja').first().waitFor();
    expect(await page.content()).not.toContain(key);
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain(
      key,
    );
    await page.context().close();
  });

  test('an endpoint is tested, receives, breaks, is seen disabled with the reason, and comes back', async () => {
    const page = await at.signedIn();
    await page.locator('ul.cards a').first().click();
    await page.getByRole('button', { name: 'Novo endpoint' }).click();
    await page.getByLabel('Endereço').fill('nada');
    await page.getByText('Isto não é um endereço completo').waitFor();
    await page.getByLabel('Endereço').fill(receiverUrl());
    await page.getByRole('button', { name: 'Criar' }).click();
    await page.getByText('Segredo do endpoint').waitFor();
    await page.getByRole('button', { name: 'Fechar' }).click();
    await page.getByRole('link', { name: receiverUrl() }).click();
    await page.getByRole('button', { name: 'Testar', exact: true }).click();
    await page.getByRole('button', { name: 'Enviar' }).click();
    await page.getByText('Tentativa 1').waitFor();
    expect(received.at(-1)?.headers['x-atteny-event']).toBe('message.created');
    await page.getByRole('button', { name: 'Fechar' }).click();
    const webhook = page.url();

    const live = await page.context().newPage();
    await live.goto(new URL('/console/worlds/demo/live', webhook).href);
    await live.getByText('Ligado').waitFor();
    await live.getByRole('button', { name: 'Enviar' }).click();
    await live.locator('.thread summary').filter({ hasText: 'message.created' }).first().waitFor();

    healthy = false;
    for (let message = 0; message < 10; message += 1) {
      await live.getByRole('button', { name: 'Enviar' }).click();
      await live.getByRole('button', { name: 'Enviar' }).and(live.locator(':enabled')).waitFor();
    }
    await live.getByRole('button', { name: 'Adiantar 6h' }).click();
    await live.getByText('1 endpoint desativado').waitFor({ timeout: 60_000 });
    await page.bringToFront();
    await page.getByText('Entregas demais esgotaram as tentativas').waitFor();
    healthy = true;
    await page.getByRole('button', { name: 'Ativar' }).click();
    await page.getByRole('button', { name: 'Desativar' }).waitFor();
    await page.locator('.rows a').filter({ hasText: 'message.created' }).first().click();
    await page.getByRole('button', { name: 'Reenviar' }).click();
    await page.getByText('Reenvio').waitFor();
    await page.getByText('Entregue').waitFor();
    await page.context().close();
  });

  test('a portal link opens its organization alone, once', async () => {
    const page = await at.signedIn();
    await page.locator('ul.cards a').first().click();
    await page.getByRole('button', { name: 'Criar ligação' }).click();
    const link = await page.getByLabel('Portal').innerText();
    const guest = await at.stranger();
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'Chaves de API' }).waitFor();
    expect(await guest.getByRole('link', { name: 'Organizações' }).count()).toBe(0);
    expect(await guest.getByRole('button', { name: 'Nova chave' }).count()).toBe(0);
    const other = await at.stranger();
    await other.goto(link);
    await other.getByText('já foi usada').waitFor();
    expect(other.url()).toContain('/console/sign-in');
    await Promise.all([page.context().close(), guest.context().close(), other.context().close()]);
  });

  test('signing out leads back to the form', async () => {
    const page = await at.signedIn();
    await page.getByRole('button', { name: 'Sair' }).click();
    await page.getByLabel('Token do console').waitFor();
    await page.goto(new URL('/console/worlds', page.url()).href);
    await page.getByLabel('Token do console').waitFor();
    expect(page.url()).toContain('/console/sign-in');
    await page.context().close();
  });

  test('nothing failed on the pages but the link that was used and the session that was ended', () => {
    expect(
      at.complaints.filter((complaint) => !/40[13] \((Unauthorized|Forbidden)\)/.test(complaint)),
    ).toEqual([]);
  });
});
