import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSandbox } from '../testing/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'atteny-pages-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><head><title>Painel</title></head><body></body>');

async function served({
  frameAncestors = [],
  docs = null,
}: {
  frameAncestors?: string[];
  docs?: string | null;
}) {
  const sandbox = await startSandbox({ dashboard: { folder, frameAncestors }, docs });
  const headers = { cookie: `atteny_console=${'a'.repeat(43)}` };
  const page = await fetch(`${sandbox.origin}/console/o/org_1/live`, { headers });
  const form = await fetch(`${sandbox.origin}/console/sign-in`);
  const html = await page.text();
  await sandbox.close();
  return { page, form, html };
}

test('the pages are framed by nobody, unless a setting names who may', async () => {
  const alone = await served({});
  expect(alone.page.headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/);
  expect(alone.page.headers.get('x-frame-options')).toBe('DENY');

  const host = 'https://app.exemplo.com.br';
  const framed = await served({ frameAncestors: [host] });
  expect(framed.page.headers.get('content-security-policy')).toMatch(`frame-ancestors 'self' ${host}`);
  // The older header has no way to name a host.
  expect(framed.page.headers.get('x-frame-options')).toBeNull();
  // The token is never typed into somebody else's page.
  expect(framed.form.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('the page takes no inline scripts or styles, and none of another origin', async () => {
  const { page } = await served({});
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
});

test('who has to sign in first is led back to the very view, filters and all', async () => {
  const sandbox = await startSandbox({ dashboard: { folder, frameAncestors: [] } });
  const asked = await fetch(`${sandbox.origin}/console/live?request=req_1`, { redirect: 'manual' });
  const form = new URL(asked.headers.get('location') ?? '', sandbox.origin);
  const signedIn = await fetch(form, {
    method: 'POST',
    body: new URLSearchParams({ token: sandbox.token }),
    headers: { origin: sandbox.origin },
    redirect: 'manual',
  });
  await sandbox.close();
  expect(signedIn.headers.get('location')).toBe('/console/live?request=req_1');
});

test('a session that is over is told of in the frame of the host, which gets no form', async () => {
  const host = 'https://app.exemplo.com.br';
  const sandbox = await startSandbox({ dashboard: { folder, frameAncestors: [host] } });
  const framed = await fetch(`${sandbox.origin}/console/o/org_1/live`, {
    headers: { 'sec-fetch-dest': 'iframe', 'accept-language': 'en' },
  });
  const html = await framed.text();
  await sandbox.close();
  expect(framed.headers.get('content-security-policy')).toMatch(`frame-ancestors 'self' ${host}`);
  expect(framed.headers.get('x-frame-options')).toBeNull();
  expect(html).toContain('Open the dashboard again from the app that shows it.');
  expect(html).not.toContain('<form');
});

test('scripts are compressed for who takes it, and keep for a year', async () => {
  const script = 'console.log("Padaria");\n'.repeat(100);
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'assets', 'index-AbC_-1.js'), script);
  const sandbox = await startSandbox({ dashboard: { folder, frameAncestors: [] } });
  const asset = (name: string, encoding: string) =>
    fetch(`${sandbox.origin}/console/assets/${name}`, { headers: { 'accept-encoding': encoding } });
  const replies = [
    await asset('index-AbC_-1.js', 'gzip, br'),
    await asset('index-AbC_-1.js', 'gzip, br'),
    await asset('index-AbC_-1.js', 'identity'),
  ];
  const texts = await Promise.all(replies.map((reply) => reply.text()));
  const missing = await asset('missing-1.js', 'gzip');
  await sandbox.close();
  expect(texts).toEqual([script, script, script]);
  expect(replies.map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', 'gzip', null]);
  for (const { headers } of replies) {
    expect(headers.get('content-type')).toMatch('text/javascript');
    expect(headers.get('vary')).toContain('Accept-Encoding');
    expect(headers.get('cache-control')).toContain('immutable');
  }
  expect(missing.status).toBe(404);
});

test('the page says where the documentation is, if the server knows', async () => {
  expect((await served({})).html).not.toContain('rel="help"');
  const { html } = await served({ docs: 'https://docs.exemplo.com.br/?a=1&b="><script>' });
  expect(html).toContain(
    '<link rel="help" href="https://docs.exemplo.com.br/?a=1&amp;b=%22%3E%3Cscript%3E"></head>',
  );
});
