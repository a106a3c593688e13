import { expect, onTestFinished, test } from 'vitest';
import { testServer } from '../testing/test-server.ts';

test('the root of a sandbox says where the API is: a page for browsers, JSON for programs', async () => {
  const { origin, page, json } = await opened({});
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await page.text()).toContain(`curl ${origin}/api/v1/me`);
  expect(await json.json()).toEqual({
    success: true,
    data: { name: 'Sandbox', baseUrl: `${origin}/api/v1`, docs: 'http://localhost:4020/' },
  });
  const under = await fetch(`${origin}/api/`, { headers: { accept: 'text/html' } });
  expect([under.status, await under.json()]).toMatchObject([404, { code: 'not_found' }]);
});

test('production says nothing there', async () => {
  const { page } = await opened({ mode: 'production' });
  expect(page.status).toBe(404);
});

async function opened(settings: { mode?: 'production' }) {
  const server = await testServer(settings);
  onTestFinished(() => server.close());
  const { origin } = server;
  return {
    origin,
    page: await fetch(`${origin}/`, { headers: { accept: 'text/html' } }),
    json: await fetch(`${origin}/`),
  };
}
