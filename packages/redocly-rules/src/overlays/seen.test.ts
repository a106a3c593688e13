import { expect, test } from 'vitest';
import { compare, digest, problemsOfSeen, keyOf, shown } from './seen.ts';

const pair = { key: 'atteny info title', portuguese: 'Contatos', english: 'Contacts' };

test('an English that was compared with this Portuguese has no problem', () => {
  expect(problemsOfSeen([pair], { [pair.key]: digest('Contatos') })).toEqual([]);
});

test('a Portuguese that changed makes its English stale', () => {
  expect(problemsOfSeen([pair], { [pair.key]: digest('Pessoas') })).toEqual([
    'spec/atteny/overlays/en.yaml atteny info title: its Portuguese changed since the English was looked at: `pnpm translated` shows both.',
  ]);
});

test('a text is shown with the file of its English, which for what both documents have is the shared one', () => {
  expect(shown(pair)).toBe(
    'spec/atteny/overlays/en.yaml "atteny info title"\n\nContatos\n\nContacts\n\n---\n',
  );
  expect(shown({ ...pair, key: 'shared components schemas Contact description' })).toMatch(
    /^spec\/atteny\/overlays\/shared\.en\.yaml "shared components/,
  );
});

test('texts never seen and texts that are gone are told apart from stale ones', () => {
  expect(compare([pair], { 'atteny info summary': '0' })).toEqual({
    stale: [],
    unseen: [pair],
    gone: ['atteny info summary'],
  });
  expect(problemsOfSeen([pair], { 'atteny info summary': '0' })).toEqual([
    expect.stringContaining('2 texts are new or gone'),
  ]);
});

test('a text keeps its key when its list is ordered anew', () => {
  const tags = [
    { name: 'contacts', description: 'Contatos' },
    { name: 'messages', description: 'Mensagens' },
  ];
  expect(keyOf({ tags }, ['tags', 1, 'description'])).toBe('tags messages description');
  expect(keyOf({ tags: tags.toReversed() }, ['tags', 0, 'description'])).toBe('tags messages description');
});
