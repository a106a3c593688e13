import { expect, test } from 'vitest';
import { html, raw } from './html.ts';

test('values are escaped, in text and in attributes', () => {
  const value = `<b a="1" b='2'>&`;
  expect(String(html`<p title="${value}">${value}</p>`)).toBe(
    '<p title="&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;">&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;</p>',
  );
});

test('HTML stays HTML, lists are joined, and what is absent is nothing', () => {
  expect(String(html`${[html`<i>1</i>`, raw('<i>2</i>'), null, undefined, false]}${0}`)).toBe(
    '<i>1</i><i>2</i>0',
  );
});
