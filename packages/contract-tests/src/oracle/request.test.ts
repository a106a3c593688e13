import { describe, expect, test } from 'vitest';
import { read } from './request.ts';

const reading = (method: string, path: string, json?: unknown, type = 'application/json') => {
  const body = json === undefined ? undefined : JSON.stringify(json);
  return read({ method, path, headers: body === undefined ? {} : { 'content-type': type }, body });
};

describe('a request is read as the contract says', () => {
  test.each([
    ['GET', '/contacts/ctt_1', 'operation'],
    ['PUT', '/contacts', 'method'],
    ['GET', '//me', 'unknown'],
    ['GET', '/Contacts', 'unknown'],
  ])('%s %s is of this kind: %s', (method, path, kind) => {
    expect(reading(method, path).kind).toBe(kind);
  });

  test.each([
    ['GET', '/contacts?limit=0', undefined, { status: 400, places: ['/query/limit'] }],
    ['GET', '/contacts/a%20b', undefined, { status: 404, places: [] }],
    ['POST', '/contacts', { phoneNumber: 'x' }, { status: 400, places: ['/body/phoneNumber'] }],
    ['POST', '/contacts', undefined, { status: 400, places: ['/body'] }],
    [
      'POST',
      '/contacts',
      { phoneNumber: '+5511987654321', name: 'a\0b' },
      { status: 400, places: ['/body/name'] },
    ],
    ['POST', '/contacts', { phoneNumber: '+5511987654321' }, undefined],
  ])('%s %s %j is refused by: %j', (method, path, json, refusal) => {
    expect(reading(method, path, json)).toMatchObject({ asked: { refusal } });
  });

  test('another media type is refused before the body is read', () => {
    expect(reading('POST', '/contacts', {}, 'text/plain')).toMatchObject({
      asked: { refusal: { status: 415 } },
    });
  });
});
