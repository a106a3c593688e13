import { expect, test } from 'vitest';
import { demandJson } from './media.ts';

function refusalOf(headers: Record<string, string>): string | undefined {
  try {
    demandJson(headers);
    return undefined;
  } catch (error) {
    return (error as { failure: string }).failure;
  }
}

test.each([
  'application/json',
  'APPLICATION/JSON ; charset=UTF-8',
  'application/json; charset=utf8',
  'application/json; charset="utf-8"',
  'application/json; profile=x',
  'application/json; profile="a;charset=latin1"; charset=utf-8',
  String.raw`application/json; profile="a\"; charset=latin1"`,
])('%s is JSON in UTF-8', (type) => {
  expect(refusalOf({ 'content-type': type })).toBeUndefined();
  expect(refusalOf({ 'content-type': type, 'content-encoding': ' Identity ' })).toBeUndefined();
});

test.each([
  '',
  'json',
  '*/*',
  'text/json',
  'application/ld+json',
  'application/json, text/plain',
  'application/json; charset=latin1',
  'application/json; charset="utf-16"',
  'application/json; charset=utf-8; charset=utf-16',
])('%s is not', (type) => {
  expect(refusalOf({ 'content-type': type })).toBe('unsupportedMediaType');
});

test.each(['gzip', 'br', 'x-gzip', 'gzip, identity', 'none'])('%s is named as an encoding', (encoding) => {
  const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
  expect(refusalOf(headers)).toBe('unsupportedContentEncoding');
});
