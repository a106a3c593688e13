import { describe, expect, test } from 'vitest';
import { propertyOf, told } from './told.ts';

describe('a sentence names its property, every item of a list alike', () => {
  test.each([
    ['/body/data/3/lastMessage/mediaType', 'data[*].lastMessage.mediaType'],
    ['/body/data/attempts/0/statusCode', 'data.attempts[*].statusCode'],
    ['/body/data/12', 'data[*]'],
    ['/attempts/2', 'attempts[*]'],
    ['/status', undefined],
    ['/headers/date', undefined],
    ['', undefined],
  ])('%s', (place, property) => {
    expect(propertyOf({ place })).toBe(property);
  });

  test.each([
    [
      '/body/data/0/mediaType',
      'null instead of "image/png"',
      'data[*].mediaType: null instead of "image/png"',
    ],
    ['/body/data/name', 'is missing', 'data.name is missing'],
    ['/body/data/0/x', 'nothing observes /body/data/0/x', 'nothing observes data[*].x'],
    ['/body/data/0/name', '/data/0/name must be string', 'data[*].name must be string'],
    ['/status', 'status 200 instead of 401', 'status 200 instead of 401'],
  ])('%s %s', (place, message, sentence) => {
    expect(told({ place, message })).toBe(sentence);
  });
});
