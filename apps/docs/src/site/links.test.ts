import { expect, test } from 'vitest';
import { realEdition } from '../testing/edition.ts';
import { viewFrom } from './links.ts';

test('addresses are relative, so that the site works below any folder', async () => {
  const view = viewFrom(await realEdition('en'), 'reference/contacts/');
  expect(view.link('/guides/inferred/')).toBe('../../../en/guides/inferred/');
  expect(view.fromRoot('assets/a.css')).toBe('../../../assets/a.css');
  expect(view.link('https://example.com/')).toBe('https://example.com/');
});

test('the home page reaches its own folder', async () => {
  const view = viewFrom(await realEdition(), '');
  expect(view.link('/')).toBe('./');
  expect(view.link('/try/')).toBe('./try/');
});
