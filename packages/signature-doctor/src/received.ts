import type { ReceivedHeaders, WebhookHeaders } from '@atteny/webhooks';
import type { Bytes } from './hmac.ts';
import type { Delivery } from './search.ts';

type HeaderName = keyof WebhookHeaders | 'Content-Length';

/** The headers of a request by their names in lower case. */
export type Received = ReadonlyMap<string, string>;

export function readAll(headers: ReceivedHeaders): Received {
  const pairs: Iterable<[string, string | readonly string[] | undefined]> =
    Symbol.iterator in headers ? (headers as Headers).entries() : Object.entries(headers);
  const all = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (value !== undefined && typeof value !== 'function') {
      all.set(name.toLowerCase(), typeof value === 'string' ? value : value.join(', '));
    }
  }
  return all;
}

/** One header, or undefined. */
export const header = (all: Received, name: HeaderName): string | undefined => all.get(name.toLowerCase());

/** What a signature of this request covers. */
export const deliveryOf = (bytes: Bytes, all: Received): Delivery => ({
  bytes,
  id: header(all, 'webhook-id') ?? '',
  timestamp: header(all, 'webhook-timestamp') ?? '',
});

/** The name under which a signature came instead of its own: as CGI or WSGI write it, or as other senders call theirs. */
export function renamedSignature(all: Received): string | undefined {
  return [...all.keys()].find(
    (name) => /signature/.test(name) && /^(?:sha256=|v1,)/.test(all.get(name) ?? ''),
  );
}
