import { createHmac } from 'node:crypto';
import { causes, type CauseId } from '@atteny/signature-doctor';
import { describe, expect, test } from 'vitest';
import { languages, type Language } from './language/language.tsx';
import { desk, noBrowser } from './testing/browser.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
const event = {
  id: 'evt_1',
  event: 'message.created',
  createdAt: '2026-03-16T14:05:09.000Z',
  data: { content: 'Olá & até já!', at: 'a/b' },
};
const body = JSON.stringify(event);
const { data, ...rest } = event;
const now = () => String(Math.floor(Date.now() / 1000));

type Encoding = 'hex' | 'base64';
const hmac = (key: string | Buffer, text: string, encoding: Encoding = 'hex') =>
  createHmac('sha256', key).update(text).digest(encoding);
const plain = (signature: string) => `X-Atteny-Signature: sha256=${signature}`;
const standard = (at: string, signed = body, key: string | Buffer = bytes) =>
  `webhook-id: evt_1\nwebhook-timestamp: ${at}\nwebhook-signature: v1,${hmac(key, `evt_1.${at}.${signed}`, 'base64')}`;
const ascii = (text: string) =>
  text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What a receiver got, and what it comes from. */
interface Given {
  headers: string;
  body?: string;
  secret?: string;
  computed?: string;
}
const hour = 3600;
const earlier = (seconds: number) => String(Number(now()) - seconds);
const right = () => `${plain(hmac(secret, body))}\n${standard(now())}`;
const cases: [string, Given, CauseId | null][] = [
  ['all as it was sent', { headers: right() }, null],
  ['blanks', { headers: plain(hmac(secret, body)), body: JSON.stringify(event, null, 2) }, 'body_blanks'],
  ['escapes', { headers: plain(hmac(secret, body)), body: ascii(body) }, 'body_escapes'],
  [
    'key order',
    {
      headers: plain(hmac(secret, body)),
      body: JSON.stringify({ data, ...rest }),
    },
    'body_key_order',
  ],
  ['a line end', { headers: plain(hmac(secret, body)), body: `${body}\n` }, 'body_line_end'],
  ['a BOM', { headers: plain(hmac(secret, body)), body: `\uFEFF${body}` }, 'body_bom'],
  ['another secret', { headers: plain(hmac(secret, body)), secret: other }, 'secret_other'],
  ['the secret without its prefix', { headers: right(), secret: secret.slice(6) }, 'secret_decoded'],
  [
    'the decoded key for the plain header',
    { headers: right(), computed: hmac(bytes, body) },
    'standard_key_for_plain',
  ],
  ['a digest in base64', { headers: right(), computed: hmac(secret, body, 'base64') }, 'digest_encoding'],
  [
    'a clock that is wrong',
    { headers: `${plain(hmac(secret, body))}\n${standard(earlier(3 * hour))}` },
    'timestamp_stale',
  ],
  [
    'a header of another attempt',
    {
      headers: `${plain(hmac(secret, body))}\n${standard(now()).replace(/webhook-timestamp: .*/, `webhook-timestamp: ${earlier(5)}`)}`,
    },
    'header_of_another_attempt',
  ],
];

describe.skipIf(noBrowser)(`the doctor in Chromium${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  const at = desk();
  test.each<[Language, number]>([
    ['pt-BR', 1280],
    ['en', 360],
  ])('tells each cause in %s, %i px wide, and sends nothing', async (language, width) => {
    const words = languages[language];
    const page = await at.signedIn({ language, viewport: { width, height: 900 } });
    await page.goto(`${at.sandbox.origin}/console/doctor`);
    await page.getByRole('heading', { name: words.doctor }).waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    for (const [name, given, cause] of cases) {
      await page.getByLabel(words.doctorHeaders).fill(given.headers);
      await page.getByLabel(words.doctorBody).fill(given.body ?? body);
      await page.getByLabel(words.doctorSecret).fill(given.secret ?? secret);
      await page.getByLabel(words.doctorComputed).fill(given.computed ?? '');
      await page.getByRole('button', { name: words.doctorRun }).click();
      const said = page.locator('.notice');
      await said.waitFor();
      const expected = cause === null ? words.doctorHolds : causes[cause].problem[language];
      for (const part of expected.split('{header}')) {
        await expect.poll(() => said.innerText(), { message: name }).toContain(part);
      }
    }
    expect(sent.filter((url) => !url.includes('/console/v1/'))).toEqual([]);
    expect(
      await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])'),
    ).not.toContain(secret);
    expect(at.complaints).toEqual([]);
    await page.context().close();
  });
});
