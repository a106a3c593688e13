import { expect, test } from 'vitest';
import { highlight, markOrigin } from './highlight.ts';

const origin = { baseUrl: 'http://localhost:4010/api/v1', key: 'sk_live_demo' };
const origins = { mock: origin, sandbox: origin, production: origin };

test('tokens get classes and no style attribute', () => {
  const code = String(highlight('{"a": 1}', 'json'));
  expect(code).toContain('<span class="t-constant">1</span>');
  expect(code).not.toContain('style=');
});

test('an unknown language comes out as escaped text', () => {
  expect(String(highlight('a < b', 'cobol'))).toBe('a &lt; b');
});

test('address and key are marked, so that the page can exchange them', () => {
  const code = highlight(`curl "${origin.baseUrl}/me" -H "Authorization: Bearer ${origin.key}"`, 'bash');
  const marked = String(markOrigin(code, origins));
  expect(marked).toContain(`<span data-base>${origin.baseUrl}</span>`);
  expect(marked).toContain(`<span data-key>${origin.key}</span>`);
});
