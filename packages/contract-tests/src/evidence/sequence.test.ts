import { expect, test } from 'vitest';
import { asked, born, contact, wrote } from '../testing/known-world.ts';
import { shortest } from './sequence.ts';

test('only what the red line needs is left of what happened before it', () => {
  const json = {
    success: true,
    data: { ...contact(2), name: 'Outra' },
  };
  const seen = asked('/contacts/ctt_2', 200, json);
  const entries = [born, wrote(1), wrote(2), wrote(3), seen];
  const steps = shortest(entries, 4, ([found]) => found);
  expect(steps).toEqual([born, entries[2], seen]);
});
