import { expect, test } from 'vitest';
import { languages } from '../site/languages.ts';
import { realEdition } from '../testing/edition.ts';
import { collectionOf } from './collection.ts';

test.each(languages)(
  'in %s the collection has each example of each operation, in the order of the document',
  async (language) => {
    const edition = await realEdition(language);
    const items = collectionOf(edition).item.flatMap(({ item }) => item);
    const called = edition.operations.filter(({ kind }) => kind === 'operation');
    const wanted = called.flatMap(({ method, path, body }) => {
      const url = `{{baseUrl}}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
      const bodies = body?.examples.map(({ value }) => value) ?? [undefined];
      return bodies.map((value) => ({ method: method.toUpperCase(), url, body: value }));
    });
    const got = items.map(({ request: { method, url, body } }) => ({
      method,
      url: url.raw,
      body: body && (JSON.parse(body.raw) as unknown),
    }));
    expect(got).toEqual(wanted);
    expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
  },
);

test('a new key goes with each sending, and what a path needs has a value', async () => {
  const items = collectionOf(await realEdition()).item.flatMap(({ item }) => item);
  const headers = items.flatMap(({ request }) => request.header);
  expect(new Set(headers.map(({ key, value }) => `${key}: ${value}`))).toEqual(
    new Set(['Content-Type: application/json', 'Idempotency-Key: {{$guid}}']),
  );
  expect(items.flatMap(({ request }) => request.url.variable).filter(({ value }) => value === '')).toEqual(
    [],
  );
});
