import { describe, expect, test } from 'vitest';
import { anyOf, filled, fresh, mismatches, within } from './template.ts';

const noon = Date.parse('2026-03-16T12:00:00.000Z');

describe('a value is held against a template', () => {
  test('every place in which it differs is told', () => {
    expect(mismatches({ a: [1, { b: 'x' }], c: null }, { a: [2, { b: 'y' }], c: null })).toMatchObject([
      { place: '/a/0', message: '2 instead of 1' },
      { place: '/a/1/b', message: '"y" instead of "x"' },
    ]);
  });

  test('what is missing, and what nobody knows', () => {
    expect(mismatches({ a: 1 }, { b: 1 })).toMatchObject([
      { place: '/a', message: 'is missing' },
      { place: '/b', message: 'nothing observes /b' },
    ]);
  });

  test.each([
    '2026-03-16T12:00:00.000+00:00',
    '2026-03-16 12:00:00.000Z',
    '2026-03-16T12:00:00Z',
    '2026-03-16T13:00:00.000Z',
  ])('an instant that is none of ours: %s', (at) => {
    expect(mismatches(within(noon - 1000, noon + 1000), at)).toHaveLength(1);
  });

  test('an id that is known already', () => {
    expect(
      mismatches(
        fresh((id) => id === 'ctt_1'),
        'ctt_1',
      ),
    ).toHaveLength(1);
    expect(
      mismatches(
        fresh((id) => id === 'ctt_1'),
        'ctt_2',
      ),
    ).toEqual([]);
  });

  test('one of several is enough', () => {
    expect(mismatches(anyOf('OPEN', 'CLOSED'), 'CLOSED')).toEqual([]);
    expect(mismatches(anyOf('OPEN', 'CLOSED'), 'PENDING')).toHaveLength(1);
  });
});

test('a reply is made up of a template, with what a real one chose', () => {
  const template = { id: fresh(() => false), at: within(noon, noon), name: 'A' };
  expect(filled(template, { id: 'ctt_9', at: 'never', name: 'B' })).toEqual({
    id: 'ctt_9',
    at: '2026-03-16T12:00:00.000Z',
    name: 'A',
  });
});
