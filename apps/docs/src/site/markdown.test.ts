import { expect, test } from 'vitest';
import { labelsOf } from './labels-of.ts';
import { markdown, slug } from './markdown.ts';

const origin = { baseUrl: 'http://localhost:1/api/v1', key: 'k' };
const options = { labels: labelsOf['pt-BR'], origins: { mock: origin, sandbox: origin, production: origin } };

test('headings get ids without accents, and no two the same', () => {
  const { html, headings } = markdown('# Repetição\n\n# Repetição', options);
  expect(headings.map(({ id }) => id)).toEqual(['repeticao', 'repeticao-2']);
  expect(String(html)).toContain('<h1 id="repeticao">');
});

test('a heading answers to its id in the other language, unless another heading here has that id', () => {
  const { html } = markdown('# Chaves\n\n# Errors', { ...options, otherIds: ['errors', 'mistakes'] });
  expect(String(html)).not.toContain('<a id="errors">');
  expect(String(html)).toContain('<h1 id="errors"><a id="mistakes"></a>');
});

test('headings stand as deep in the page as asked', () => {
  expect(String(markdown('# A', { ...options, headingOffset: 2 }).html)).toContain('<h3 id="a">');
});

test('links go through the page that shows them', () => {
  const { html } = markdown('[x](/reference/)', { ...options, link: (href) => `..${href}` });
  expect(String(html)).toContain('<a href="../reference/">x</a>');
});

test('an id is made of small ASCII letters and digits', () => {
  expect(slug('2. Você & a “API”!')).toBe('2-voce-a-api');
});
