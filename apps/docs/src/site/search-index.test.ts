import { expect, test } from 'vitest';
import { searcher } from '../browser/ranking.ts';
import { realEdition } from '../testing/edition.ts';
import { searchFile } from './search-index.ts';

const search = searcher(searchFile(await realEdition()));
const inEnglish = searcher(searchFile(await realEdition('en')));
const addresses = (query: string) => search(query).map(({ u }) => u);

test.each([
  ['enviar mensagem', 'reference/messages/sendMessage/'],
  ['rotateWebhookSecret', 'reference/webhooks/rotateWebhookSecret/'],
  ['paginacao', 'concepts/#paginacao'],
  ['pagianção', 'concepts/#paginacao'],
  ['criar contto', 'reference/contacts/createContact/'],
  ['429', 'errors/rate_limit_exceeded/'],
  ['quota_exceeded', 'errors/quota_exceeded/'],
  ['escopos', 'concepts/#autenticacao'],
  ['chave', 'concepts/#autenticacao'],
  ['POST /contacts', 'reference/contacts/createContact/'],
])('%s leads first to %s', (query, address) => {
  expect(addresses(query)[0]).toBe(address);
});

test('operations are found by the fields of their bodies', () => {
  expect(addresses('mediaUrl')).toContain('reference/messages/sendMessage/');
});

test.each(['backoff', 'retry', 'SDK', 'instalar', 'painel', 'versão', 'permissões', 'hmac'])(
  '%s, a word that readers use, finds the pages that say it in ours',
  (word) => {
    expect(search(word).length).toBeGreaterThan(0);
  },
);

test.each(['retry', 'backoff', 'SDK', 'install', 'dashboard', 'version', 'permissions', 'pagintion'])(
  'in English too: %s',
  (word) => {
    expect(inEnglish(word).length).toBeGreaterThan(0);
  },
);

test('a hit shows the words around it', () => {
  const excerpt = search('desempatados')[0]?.excerpt ?? [];
  expect(excerpt[1]).toBe('desempatados');
  expect(excerpt.join('')).toContain('mesmo instante são desempatados pelo');
});

test('what nothing has every word of is not found', () => {
  expect(search('mensagem xyzxyz')).toEqual([]);
});

test('a status is not taken for another one', () => {
  expect(search('498')).toEqual([]);
});
