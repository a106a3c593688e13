import { request } from 'node:http';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { serveSite, type ServedSite } from './serve-site.ts';

let site: ServedSite;
beforeAll(async () => {
  site = await serveSite({ folder: inject('site'), host: '127.0.0.1', port: 0, ports: inject('ports') });
});
afterAll(() => site.close());

const get = (path: string, init?: RequestInit) => fetch(site.url + path, { redirect: 'manual', ...init });

test.each([
  ['', 'text/html; charset=utf-8'],
  ['en/', 'text/html; charset=utf-8'],
  ['openapi.yaml', 'application/yaml; charset=utf-8'],
  ['openapi.json', 'application/json; charset=utf-8'],
  ['en/openapi.yaml', 'application/yaml; charset=utf-8'],
  ['en/openapi.json', 'application/json; charset=utf-8'],
  ['search.json', 'application/json; charset=utf-8'],
])('/%s is served as %s', async (path, type) => {
  const reply = await get(path);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('Content-Type')).toBe(type);
  expect(reply.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test('pages are asked for again and cost nothing when they did not change', async () => {
  const first = await get('');
  expect(first.headers.get('Cache-Control')).toBe('no-cache');
  const again = await get('', { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } });
  expect(again.status).toBe(304);
});

test('scripts and styles are kept for good, because their address names their content', async () => {
  const [, style] = /href="\.\/(assets\/[^"]+\.css)"/.exec(await (await get('')).text()) ?? [];
  const reply = await get(style ?? 'none');
  expect(reply.headers.get('Cache-Control')).toContain('immutable');
  expect(reply.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
});

test('the policy forbids other origins; only the try-it page may send to the local servers', async () => {
  const { mock } = inject('ports');
  expect((await get('')).headers.get('Content-Security-Policy')).toContain("connect-src 'self';");
  expect((await get('try/')).headers.get('Content-Security-Policy')).toContain(`http://localhost:${mock}`);
});

test.each([
  ['br, gzip', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', null],
])('with Accept-Encoding: %s a page comes as %s', async (accepted, encoding) => {
  const reply = await get('', { headers: { 'Accept-Encoding': accepted } });
  expect(reply.headers.get('Content-Encoding')).toBe(encoding);
  expect(reply.headers.get('Vary')).toBe('Accept-Encoding');
  expect(await reply.text()).toContain('</html>');
});

test('what is compressed already is sent as it is', async () => {
  const [, font] = /href="\.\/(assets\/[^"]+\.woff2)"/.exec(await (await get('')).text()) ?? [];
  const reply = await get(font ?? 'none');
  expect([reply.status, reply.headers.get('Content-Encoding')]).toEqual([200, null]);
});

test('a folder without its slash leads to the one with it', async () => {
  const reply = await get('reference');
  expect([reply.status, reply.headers.get('Location')]).toEqual([308, '/reference/']);
});

test('what is not there is a page in the language of its address', async () => {
  const [portuguese, english] = await Promise.all([get('nada'), get('en/nothing')]);
  expect([portuguese.status, english.status]).toEqual([404, 404]);
  expect(await portuguese.text()).toContain('Página não encontrada');
  expect(await english.text()).toContain('Page not found');
});

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/.inputs',
  '/%',
  '//etc/passwd',
])('%s leads nowhere', async (path) => {
  const status = await new Promise((done, fail) => {
    request(site.url, { path }, (reply) => done(reply.resume().statusCode))
      .on('error', fail)
      .end();
  });
  expect(status).toBe(404);
});

test('HEAD has the head of GET and no body; other methods are refused', async () => {
  const head = await get('', { method: 'HEAD' });
  expect(Number(head.headers.get('Content-Length'))).toBeGreaterThan(1000);
  expect(await head.text()).toBe('');
  const post = await get('', { method: 'POST' });
  expect([post.status, post.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
});
