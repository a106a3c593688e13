import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { unusedStyles } from './assets.ts';

const root = 'http://site/';
/** Every page by its address. */
const pages = new Map<string, string>();
let files: Set<string>;

beforeAll(async () => {
  const folder = inject('site');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  files = new Set(paths);
  for (const path of paths.filter((file) => file.endsWith('.html'))) {
    pages.set(root + path.replace(/index\.html$/, ''), await readFile(join(folder, path), 'utf8'));
  }
});

test('every link inside the site leads to a page, and to a place in it', () => {
  const broken: string[] = [];
  for (const [address, page] of pages) {
    for (const [, href] of page.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      const target = new URL((href ?? '').replaceAll('&amp;', '&'), address);
      if (!target.href.startsWith(root)) continue;
      const text = pages.get(root + target.pathname.slice(1));
      const id = decodeURIComponent(target.hash.slice(1));
      // The try-it page has a form of that name instead.
      const found =
        text === undefined
          ? files.has(target.pathname.slice(1))
          : !id || text.includes(`id="${id}"`) || text.includes(`data-form="${id}"`);
      if (!found) broken.push(`${address} → ${href}`);
    }
  }
  expect(broken).toEqual([]);
});

test('no page loads anything from elsewhere, and none has a style or script of its own', () => {
  for (const page of pages.values()) {
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="(https?:)?\/\//);
    expect(page).not.toMatch(/ style="|<style|<script>| on[a-z]+="/);
  }
});

test('both languages have the same pages', () => {
  const paths = [...pages.keys()].map((address) => address.slice(root.length));
  const portuguese = paths.filter((path) => !path.startsWith('en/'));
  const english = paths.filter((path) => path.startsWith('en/')).map((path) => path.slice(3));
  expect(english.toSorted()).toEqual(portuguese.toSorted());
});

test('ids are there once in a page', () => {
  for (const [address, page] of pages) {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect({ address, twice: ids.filter((id, at) => ids.indexOf(id) !== at) }).toEqual({
      address,
      twice: [],
    });
  }
});

test('inferred operations and properties bear a badge that leads to what it means', () => {
  const section = (id: string, edition = '') =>
    pages.get(`${root}${edition}reference/contacts/${id}/`)?.split(`id="${id}"`)[1]?.split('</section>')[0] ??
    '';
  expect(section('getContact').split('</h1>')[0]).toMatch(/>inferido\s*<\/a/);
  expect(section('listContacts').split('</h1>')[0]).not.toContain('inferido');
  expect(section('listContacts')).toContain('href="../../../guides/inferred/"');
  expect(section('getContact', 'en/')).toMatch(/>inferred\s*<\/a/);
});

test('an operation shows its scope and the event that it causes; the event, what causes it', () => {
  const text = (path: string) =>
    (pages.get(root + path) ?? '').replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
  expect(text('reference/messages/sendMessage/')).toContain('Escopo messages:send');
  expect(text('reference/messages/sendMessage/')).toContain('Causa message.sent');
  expect(text('en/reference/events/onMessageSent/')).toContain('Caused by');
});

const textOf = (path: string) => readFile(join(inject('site'), path), 'utf8');

test('every page but the one that sends requests is there as Markdown too, and llms.txt lists each', async () => {
  const list = `${await textOf('llms.txt')}${await textOf('en/llms.txt')}`;
  const paths = [...pages.keys()]
    .map((address) => address.slice(root.length))
    .filter((path) => !/^(en\/)?(try\/|404\.html)$/.test(path));
  expect(paths.filter((path) => !files.has(`${path}index.md`))).toEqual([]);
  const listed = paths.filter((path) => !/^(en\/)?$/.test(path));
  expect(listed.filter((path) => !list.includes(`(/${path}index.md)`))).toEqual([]);
  for (const [, target] of list.matchAll(/\]\(\/([^)]+)\)/g)) expect(files).toContain(target);
});

test('the whole text of a language stands in one file, in that language', async () => {
  expect(await textOf('llms-full.txt')).toContain('# Criar um contato');
  expect(await textOf('en/llms-full.txt')).toContain('# Create a contact');
  expect(await textOf('en/llms-full.txt')).not.toContain('# Criar um contato');
});

test('the sitemap has every page in both languages, and robots.txt names it', async () => {
  const map = await textOf('sitemap.xml');
  const known = [...map.matchAll(/<loc>https:\/\/docs\.example\/([^<]*)<\/loc>/g)].map(
    ([, path]) => path ?? '',
  );
  const all = [...pages.keys()]
    .map((address) => address.slice(root.length))
    .filter((path) => !path.endsWith('404.html'));
  expect(known.toSorted()).toEqual(all.toSorted());
  expect(await textOf('robots.txt')).toContain('Sitemap: https://docs.example/sitemap.xml');
});

test('every style belongs to a page', async () => {
  expect(await unusedStyles()).toEqual([]);
});
