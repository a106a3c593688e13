import type { JournalHeaders } from '@atteny/contract/console';

const apiKey = /(sk_live_[A-Za-z0-9]{4})[A-Za-z0-9]{34}/g;
const webhookSecret = /whsec_[A-Za-z0-9+/]{43}=/g;
const hiddenHeaders = new Set(['cookie', 'set-cookie', 'proxy-authorization']);
const mostHeaders = 100;
const longestHeader = 16_384;

/** Text without its secrets: of a key its beginning stays, of a webhook secret its kind. */
export function redacted(text: string): string {
  return text.replaceAll(apiKey, '$1…').replaceAll(webhookSecret, 'whsec_…');
}

/** Headers as they are shown: names in lower case, repeated values joined, secrets hidden. */
export function shownHeaders(
  headers: Record<string, number | string | string[] | undefined>,
): JournalHeaders {
  const shown: JournalHeaders = {};
  for (const [name, value] of Object.entries(headers).slice(0, mostHeaders)) {
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    const key = name.toLowerCase();
    shown[key] = hiddenHeaders.has(key) ? '…' : shownHeader(key, text);
  }
  return shown;
}

function shownHeader(name: string, text: string): string {
  const hidden = redacted(text).slice(0, longestHeader);
  if (name !== 'authorization' || hidden.includes('…')) return hidden;
  // Something that is no key of ours: a typing error may still be most of a secret.
  return `${/^\S{1,20} /.exec(text)?.[0] ?? ''}…`;
}
