import { describe, expect, test } from 'vitest';
import type { Request, Response } from '../target/exchange.ts';
import { mayPageRead, preflightFor, wrongPreflight, wrongSharing } from './sharing.ts';

const own = 'http://localhost:5173';
const preflight = (origin: string, method = 'PATCH'): Request => ({
  method: 'OPTIONS',
  path: '/contacts/a',
  headers: {
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'authorization,content-type',
  },
  body: undefined,
});
const sound = {
  'access-control-allow-origin': own,
  'access-control-allow-methods': 'GET, PATCH',
  'access-control-allow-headers': 'Authorization, Content-Type',
  vary: 'Origin, Access-Control-Request-Method',
};
const answer = (headers: Record<string, string | undefined>, status = 204): Response => ({
  status,
  headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >,
  text: '',
  json: undefined,
});
const places = (request: Request, response: Response, isOpen?: boolean): string[] =>
  wrongPreflight(request, response, isOpen).map(({ place }) => place.replace('/headers/', ''));

test('an OPTIONS is a preflight where it names a method', () => {
  expect(preflightFor(preflight(own))).toBe('PATCH');
  expect(preflightFor({ ...preflight(own), headers: { origin: own } })).toBeUndefined();
  expect(preflightFor({ ...preflight(own), method: 'GET' })).toBeUndefined();
});

test.each<[what: string, headers: Record<string, string | undefined>, place: string]>([
  ['nobody', { 'access-control-allow-origin': undefined }, 'access-control-allow-origin'],
  ['another page', { 'access-control-allow-origin': 'http://localhost' }, 'access-control-allow-origin'],
  ['another method', { 'access-control-allow-methods': 'PUT, DELETE' }, 'access-control-allow-methods'],
  ['a method in small letters', { 'access-control-allow-methods': 'patch' }, 'access-control-allow-methods'],
  ['other headers', { 'access-control-allow-headers': 'content-type' }, 'access-control-allow-headers'],
  ['all headers but the key', { 'access-control-allow-headers': '*' }, 'access-control-allow-headers'],
  ['whoever asked first', { vary: undefined }, 'vary'],
])('a preflight that lets in %s is wrong', (_what, headers, place) => {
  expect(places(preflight(own), answer(sound))).toEqual([]);
  expect(places(preflight(own), answer({ ...sound, ...headers }))).toEqual([place]);
});

test('a preflight is answered at once, whatever the contract says of the method', () => {
  expect(places(preflight(own), answer(sound, 200))).toEqual([]);
  expect(places(preflight(own), answer(sound, 308))).toEqual(['/status']);
  expect(
    places(preflight(own, 'POST'), answer({ ...sound, 'access-control-allow-methods': 'PATCH' })),
  ).toEqual([]);
});

test.each([
  'https://outra.example',
  'null',
  'http://localhost.outra.example',
  'http://127.0.0.1.outra.example',
])('a page of %s is not let in, neither beforehand nor in a reply', (origin) => {
  const open = { ...sound, 'access-control-allow-origin': origin };
  expect(places(preflight(origin), answer(open))).toEqual(['access-control-allow-origin']);
  expect(places(preflight(origin), answer({}, 405))).toEqual([]);
  const reply = wrongSharing(preflight(origin), answer({ ...open, vary: 'Origin' }, 200));
  expect(reply.map(({ place }) => place)).toEqual(['/headers/access-control-allow-origin']);
});

test('a server that opens its replies to a page opens its preflight to it, and no other does', () => {
  expect(places(preflight(own), answer(sound), false)).toEqual(['access-control-allow-origin']);
  const anywhere = { ...sound, 'access-control-allow-origin': '*', vary: undefined };
  expect(places(preflight('https://outra.example'), answer(anywhere), true)).toEqual([]);
});

describe('pages that the target was told to let in', () => {
  const elsewhere = 'https://app.example';
  const sharing = (headers: Record<string, string>, origins: readonly string[]): string[] =>
    wrongSharing(preflight(elsewhere), answer(headers, 200), origins).map(({ place }) =>
      place.replace('/headers/access-control-', ''),
    );

  test('read as those of its machine do, and others do not', () => {
    const named = { 'access-control-allow-origin': elsewhere, vary: 'Origin' };
    expect(sharing(named, [elsewhere])).toEqual(['expose-headers']);
    expect(sharing(named, [])).toEqual(['allow-origin']);
    expect(sharing({ vary: 'Origin' }, [elsewhere])).toContain('allow-origin');
    expect(mayPageRead(preflight(elsewhere), [elsewhere])).toBe(true);
    expect(mayPageRead(preflight(elsewhere), ['https://other.example'])).toBe(false);
  });

  test('are all where it was told so, and then no reply depends on the page', () => {
    expect(sharing({ 'access-control-allow-origin': '*' }, ['*'])).toEqual(['expose-headers']);
    expect(sharing({ vary: 'Origin' }, ['*'])).toContain('allow-origin');
    expect(mayPageRead(preflight('null'), ['*'])).toBe(true);
  });
});
