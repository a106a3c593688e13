import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '@atteny/local-servers';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portuguese as words } from './language/words.pt-BR.ts';
import { desk, noBrowser } from './testing/browser.ts';

const hostPort = await freePort();

describe.skipIf(noBrowser)(
  `the dashboard in the frame of an app${noBrowser ? ` (left out: ${noBrowser})` : ''}`,
  () => {
    const at = desk({ ATTENY_CONSOLE_FRAME_ANCESTORS: `http://127.0.0.1:${hostPort}` });
    const hosts: Server[] = [];
    /** A page of an app that shows whatever address it is given. */
    const host = async (port: number) => {
      const server = createServer((request, response) => {
        const shown = new URL(request.url ?? '', 'http://host').searchParams.get('shown') ?? '';
        response.setHeader('Content-Type', 'text/html');
        response.end(
          `<!doctype html><title>App</title><iframe src="${shown}" width="1000" height="700"></iframe>`,
        );
      });
      hosts.push(server);
      await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    let named: string;
    let stranger: string;
    beforeAll(async () => {
      named = await host(hostPort);
      stranger = await host(0);
    });
    afterAll(() => hosts.forEach((server) => server.close()));

    const framed = async (page: Page, app: string, address: string): Promise<FrameLocator> => {
      await page.goto(`${app}/?shown=${encodeURIComponent(address)}`);
      return page.frameLocator('iframe');
    };
    const portalLink = async (organizationId: string): Promise<string> => {
      const reply = await at.console('POST', `/organizations/${organizationId}/portal-sessions`, {
        role: 'manage',
      });
      const { data } = (await reply.json()) as { data: { url: string } };
      return new URL(data.url, at.sandbox.origin).href;
    };

    test('an app that a setting names shows it, writes work there, and the end of the session is told', async () => {
      const world = await at.world();
      const page = await at.stranger();
      const frame = await framed(page, named, await portalLink(world.organizationId));
      await frame.getByRole('button', { name: words.newKey }).click();
      await frame.getByLabel(words.name).fill('Do aplicativo');
      await frame.getByRole('checkbox').first().check();
      await frame.getByRole('button', { name: words.create, exact: true }).click();
      await frame.getByText(words.keyOnce).waitFor();
      const { data } = (await (await at.console('GET', '/sessions')).json()) as {
        data: { id: string; organizationId: string | null }[];
      };
      const session = data.find(({ organizationId }) => organizationId === world.organizationId);
      await at.console('DELETE', `/sessions/${session?.id ?? ''}`);
      await frame.getByText('Abra o painel de novo pelo aplicativo').waitFor({ timeout: 30_000 });
      expect(await frame.locator('form').count()).toBe(0);
      await page.context().close();
    });

    test('a link that was used is told of in the frame', async () => {
      const world = await at.world();
      const link = await portalLink(world.organizationId);
      const page = await at.stranger();
      const first = await framed(page, named, link);
      await first.getByRole('heading', { name: words.apiKeys }).waitFor();
      await page.context().clearCookies();
      const again = await framed(page, named, link);
      await again.getByText('Abra o painel de novo pelo aplicativo').waitFor();
      expect(await again.locator('form').count()).toBe(0);
      await page.context().close();
    });

    test('a stranger that frames it gets nothing to see, of the dashboard nor of its form', async () => {
      const page = await at.signedIn();
      for (const view of ['/console/', '/console/sign-in']) {
        const frame = await framed(page, stranger, at.sandbox.origin + view);
        await expect.poll(() => at.complaints.join()).toContain('frame-ancestors');
        expect(await frame.locator('main').count()).toBe(0);
      }
      await page.context().close();
    });
  },
);
