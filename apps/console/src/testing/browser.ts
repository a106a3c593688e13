import { existsSync } from 'node:fs';
import { startSandbox, type LocalSandbox } from '@atteny/local-servers';
import { chromium, type Browser, type BrowserContextOptions, type Cookie, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { languages, type Language } from '../language/language.tsx';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Why tests in a browser are left out on this machine, or null. In CI they never are. */
export const noBrowser =
  existsSync(executablePath) || process.env['CI']
    ? null
    : `${executablePath} is missing: apt-get install chromium, or set CHROMIUM_PATH`;

export type PageOptions = BrowserContextOptions & { language?: Language };

/** A world of its own, and how it is asked. */
export interface TestWorld {
  readonly id: string;
  readonly organizationId: string;
  readonly key: string;
  /** The dashboard's address of a view of its organization. */
  address(view: string): string;
  /** The public API with its key. */
  api(method: string, path: string, body?: unknown): Promise<Response>;
  /** A contact writes. */
  inbound(content: string): Promise<Response>;
}

export interface Desk {
  readonly sandbox: LocalSandbox;
  /** What the browser complained about so far: errors in the console, scripts that failed, what the policy refused. */
  readonly complaints: string[];
  /** A page of a browser of its own, in the session of all of them. */
  signedIn(options?: PageOptions): Promise<Page>;
  /** The same in a session of its own, by the form that takes the token. */
  signedInByForm(options?: PageOptions): Promise<Page>;
  /** A page of a browser that nobody has used. */
  stranger(options?: PageOptions): Promise<Page>;
  /** The console's operations with its token. */
  console(method: string, path: string, body?: unknown): Promise<Response>;
  world(wanted?: object): Promise<TestWorld>;
}

/** A sandbox that serves the built dashboard, and a browser; begun before the tests of a file and ended after them. */
export function desk(environment: Record<string, string> = {}): Desk & { restart: () => Promise<void> } {
  let browser: Browser;
  let sandbox: LocalSandbox;
  const complaints: string[] = [];
  const start = async () => {
    sandbox = await startSandbox({ ATTENY_CONSOLE_FOLDER: inject('dashboard'), ...environment });
  };
  beforeAll(async () => {
    [browser] = await Promise.all([
      chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
      start(),
    ]);
  });
  afterAll(() => Promise.all([browser.close(), sandbox.close()]));

  const stranger = async ({ language = 'pt-BR', ...options }: PageOptions = {}) => {
    const context = await browser.newContext({ locale: language, ...options });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await context.addInitScript(`localStorage.setItem('atteny-console:language', '${language}')`);
    const page = await context.newPage();
    // A machine that is busy takes its time; what never comes need not be waited for long.
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    return page;
  };
  const signedInByForm = async (options?: PageOptions) => {
    const page = await stranger(options);
    await page.goto(`${sandbox.origin}/console/sign-in`);
    await page.fill('#token', sandbox.consoleToken);
    await page.locator('form button').click();
    const { organizations } = languages[options?.language ?? 'pt-BR'];
    await page.getByRole('heading', { name: organizations }).waitFor();
    return page;
  };
  let session: Promise<Cookie[]> | undefined;
  const ask = (bearer: string, method: string, path: string, body?: unknown) =>
    fetch(sandbox.origin + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const askConsole = (method: string, path: string, body?: unknown) =>
    ask(sandbox.consoleToken, method, `/console/v1${path}`, body);
  return {
    complaints,
    stranger,
    console: askConsole,
    get sandbox() {
      return sandbox;
    },
    async restart() {
      await sandbox.close();
      await start();
    },
    signedInByForm,
    async signedIn(options) {
      const page = await stranger(options);
      session ??= signedInByForm().then(async (first) => {
        const cookies = await first.context().cookies();
        await first.context().close();
        return cookies;
      });
      await page.context().addCookies(await session);
      return page;
    },
    async world(wanted = {}) {
      const reply = await askConsole('POST', '/worlds', { seed: 'NONE', ...wanted });
      const { data } = (await reply.json()) as {
        data: { id: string; key: string; organization: { id: string } };
      };
      const { id, key, organization } = data;
      return {
        id,
        key,
        organizationId: organization.id,
        address: (view) => `${sandbox.origin}/console/o/${organization.id}/${view}`,
        api: (method, path, body) => ask(key, method, `/api/v1${path}`, body),
        inbound: (content) =>
          askConsole('POST', `/worlds/${id}/inbound-messages`, { phoneNumber: '+5511987654321', content }),
      };
    },
  };
}
