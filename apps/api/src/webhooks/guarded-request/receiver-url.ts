import { isIP } from 'node:net';
import { type AddressPermission, isPermittedAddress } from './addresses.ts';

/** Why an address given for deliveries is refused, before any name is looked up. */
export type UrlRefusal =
  | 'malformed'
  | 'forbidden-characters'
  | 'scheme'
  | 'credentials'
  | 'fragment'
  | 'address';

export type ReceiverUrl = { url: URL } | { refused: UrlRefusal };

// URL() drops tabs and line breaks and turns backslashes: what is stored must be what was judged.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0020\u007f-\u009f\\]/;

/**
 * Judges the text of an address by the rules for receivers: https (http too where loopback is permitted), no user,
 * password or fragment, no control character, blank or backslash, and no literal address that is not permitted,
 * however it is spelled (`0x7f.1`, `2130706433`, `[::ffff:10.0.0.1]`).
 */
export function parseReceiverUrl(text: string, permission: AddressPermission): ReceiverUrl {
  if (forbidden.test(text)) return { refused: 'forbidden-characters' };
  const url = URL.parse(text);
  if (!url) return { refused: 'malformed' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && permission === 'public-and-loopback')) {
    return { refused: 'scheme' };
  }
  if (url.username || url.password || authority(text).includes('@')) return { refused: 'credentials' };
  if (url.hash || text.includes('#')) return { refused: 'fragment' };
  const host = hostOf(url);
  if (isIP(host) && !isPermittedAddress(host, permission)) return { refused: 'address' };
  if (isLocalName(host) && permission === 'public') return { refused: 'address' };
  return { url };
}

/** The host as a name or a literal address, without the brackets of IPv6 and without a closing dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** `localhost` and everything below it mean this machine, whatever a name server says. */
export function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function authority(text: string): string {
  return /^[^:]*:\/*([^/?#]*)/.exec(text)?.[1] ?? '';
}
