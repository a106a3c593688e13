import { expect, test } from 'vitest';
import { allowedCallers, callersWarning, demandOwnHost, originHeaders, preflightHeaders } from './callers.ts';

const nobody = { hosts: [], origins: [] };
const isOwn = (host: string | undefined, hosts: string[] = []) => {
  try {
    demandOwnHost(host, { hosts, origins: [] });
    return true;
  } catch (error) {
    expect(error).toMatchObject({ failure: 'misdirectedRequest' });
    return false;
  }
};

test.each([
  'localhost',
  'LOCALHOST:4000',
  'localhost.',
  'a.b-c.localhost:1',
  '127.0.0.1',
  '127.1.2.3:80',
  '[::1]:4000',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]:4000',
])('%s is a name of this machine', (host) => {
  expect(isOwn(host)).toBe(true);
});

test.each([
  '',
  'example.com',
  'localhost.example.com',
  'notlocalhost',
  'localhost@example.com',
  'localhost/',
  'localhost:80:80',
  'localhost:x',
  '0.0.0.0',
  '128.0.0.1',
  '127.0.0.1.nip.io',
  '1.127.0.0',
  '[::2]',
  '[::1',
])('%s is not', (host) => {
  expect(isOwn(host)).toBe(false);
});

test('HTTP/1.0 may name no host', () => {
  expect(isOwn(undefined)).toBe(true);
});

test('a name of the settings holds for any port, or for the one that it gives', () => {
  expect(isOwn('Sandbox:4000', ['sandbox'])).toBe(true);
  expect(isOwn('sandbox:4000', ['sandbox:4000'])).toBe(true);
  expect(isOwn('sandbox:4001', ['sandbox:4000'])).toBe(false);
  expect(isOwn('a.sandbox', ['sandbox'])).toBe(false);
});

test('pages of this machine may read replies, others only if they are named', () => {
  const reads = (origin: string, origins: string[] = []) =>
    originHeaders({ origin }, { hosts: [], origins }, 'Date')['Access-Control-Allow-Origin'];
  expect(reads('http://localhost:5173')).toBe('http://localhost:5173');
  expect(reads('https://shop.localhost')).toBe('https://shop.localhost');
  expect(reads('https://evil.example')).toBeUndefined();
  expect(reads('null')).toBeUndefined();
  expect(reads('https://app.example', ['https://app.example'])).toBe('https://app.example');
  expect(reads('https://evil.example', ['*'])).toBe('*');
  expect(originHeaders({ origin: 'https://evil.example' }, nobody, 'Date')).toEqual({ Vary: 'Origin' });
});

test('a page may ask for any method and any header', () => {
  const asked = (more: object) =>
    preflightHeaders(
      'OPTIONS',
      { origin: 'http://localhost', 'access-control-request-method': 'PUT', ...more },
      nobody,
    );
  expect(asked({ 'access-control-request-headers': 'prefer, sentry-trace' })).toMatchObject({
    'Access-Control-Allow-Methods': 'PUT',
    'Access-Control-Allow-Headers': 'prefer, sentry-trace',
  });
  expect(asked({ origin: 'https://evil.example' })).toBeUndefined();
  expect(asked({ 'access-control-request-method': 'P\r\nX: y' })).toBeUndefined();
  expect(asked({ 'access-control-request-headers': 'x\r\ny: z' })).not.toHaveProperty(
    'Access-Control-Allow-Headers',
  );
});

test('settings are lists with commas, and what is wrong with them is said', () => {
  const { callers, wrongHosts, wrongOrigins } = allowedCallers(
    'sandbox, sandbox:4000,http://x',
    'https://app.example,*,https://app.example/,app',
  );
  expect(callers.hosts).toEqual(['sandbox', 'sandbox:4000', 'http://x']);
  expect(wrongHosts).toEqual([expect.stringMatching(/^"http:\/\/x" /)]);
  expect(wrongOrigins).toEqual([
    expect.stringMatching(/^"https:\/\/app.example\/" /),
    expect.stringMatching(/^"app" /),
  ]);
});

test('replies that any site may read are worth a warning', () => {
  expect(callersWarning(nobody)).toBeUndefined();
  expect(callersWarning({ hosts: [], origins: ['https://app.example'] })).toBeUndefined();
  expect(callersWarning({ hosts: [], origins: ['*'] })).toMatch(/^ATTENY_ALLOWED_ORIGINS /);
});
