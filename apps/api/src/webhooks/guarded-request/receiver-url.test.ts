import { describe, expect, test } from 'vitest';
import { parseReceiverUrl } from './receiver-url.ts';

const refused = [
  ['http://example.com/', 'scheme'],
  ['ftp://example.com/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['gopher://example.com/', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['example.com/hook', 'malformed'],
  ['https://', 'malformed'],
  ['https://exa mple.com/', 'forbidden-characters'],
  ['https://example.com/\r\nHost: internal', 'forbidden-characters'],
  ['https://example.com/\u0000', 'forbidden-characters'],
  ['https://exam\tple.com/', 'forbidden-characters'],
  ['https:\\\\10.0.0.1\\', 'forbidden-characters'],
  ['https://user:password@example.com/', 'credentials'],
  ['https://user@example.com/', 'credentials'],
  ['https://@example.com/', 'credentials'],
  ['https://example.com/#part', 'fragment'],
  ['https://example.com/#', 'fragment'],
  ['https://127.0.0.1/', 'address'],
  ['https://127.1/', 'address'],
  ['https://0x7f.1/', 'address'],
  ['https://0x7f000001/', 'address'],
  ['https://2130706433/', 'address'],
  ['https://017700000001/', 'address'],
  ['https://0/', 'address'],
  ['https://127.0.0.1./', 'address'],
  ['https://１２７.０.０.１/', 'address'],
  ['https://①②⑦.⓪.⓪.①/', 'address'],
  ['https://169.254.169.254/latest/meta-data/', 'address'],
  ['https://[::1]/', 'address'],
  ['https://[::ffff:10.0.0.1]/', 'address'],
  ['https://[0:0:0:0:0:ffff:7f00:1]/', 'address'],
  ['https://[64:ff9b::a9fe:a9fe]/', 'address'],
  ['https://[2002:7f00:1::]/', 'address'],
  ['https://[fe80::1%25eth0]/', 'malformed'],
  ['https://localhost/', 'address'],
  ['https://LOCALHOST./', 'address'],
  ['https://anything.localhost/', 'address'],
] as const;

describe('refused', () => {
  test.each(refused)('%j (%s)', (text, refusal) => {
    expect(parseReceiverUrl(text, 'public')).toEqual({ refused: refusal });
  });
});

test.each([
  'https://example.com/hook?token=1',
  'https://example.com:8443/',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://loja.padariaestrela.example/webhooks/atteny',
])('%s is accepted', (text) => {
  expect(parseReceiverUrl(text, 'public')).toEqual({ url: new URL(text) });
});

test('where loopback is permitted, http and this machine are accepted, private networks are not', () => {
  expect(parseReceiverUrl('http://localhost:3000/hook', 'public-and-loopback')).toHaveProperty('url');
  expect(parseReceiverUrl('http://127.0.0.1:3000/hook', 'public-and-loopback')).toHaveProperty('url');
  expect(parseReceiverUrl('http://10.0.0.1/', 'public-and-loopback')).toEqual({ refused: 'address' });
});
