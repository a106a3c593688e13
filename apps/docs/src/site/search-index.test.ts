import { expect, test } from 'vitest';
import { rank } from '../browser/ranking.ts';
import { realEdition } from '../testing/edition.ts';
import { searchIndex } from './search-index.ts';

const entries = searchIndex(await realEdition());
const first = (query: string) => rank(entries, query)[0]?.u;

test('operations are found by name, without accents', () => {
  expect(first('enviar mensagem')).toBe('reference/messages/sendMessage/');
});

test('operations are found by the fields of their bodies and by their ids', () => {
  expect(rank(entries, 'mediaUrl').map(({ u }) => u)).toContain('reference/messages/sendMessage/');
  expect(first('rotateWebhookSecret')).toBe('reference/webhooks/rotateWebhookSecret/');
});

test('the contract’s prose is found by its headings', () => {
  expect(first('paginacao')).toBe('concepts/#paginacao');
});

test('what nothing has every word of is not found', () => {
  expect(rank(entries, 'mensagem zzz')).toEqual([]);
});
