import { expect, test } from 'vitest';
import { matches } from './search.ts';

const zelia = { id: 'a', phoneNumber: '+5531965432109', name: 'Zélia d’Ávila', createdAt: '', updatedAt: '' };

// One and two characters find beginnings, more of them find the text anywhere; case and accents do not count.
test.each([
  ['z', true],
  ['ÁV', true],
  ['li', false],
  ['elia', true],
  ['ZÉLIA', true],
  ['5531', true],
  ['+55', true],
  ['55', true],
  ['31', false],
  ['%', false],
  ['___', false],
])('a search for %s finds: %s', (search, found) => {
  expect(matches(zelia, search)).toBe(found);
});
