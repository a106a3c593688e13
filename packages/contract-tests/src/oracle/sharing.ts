import type { Request, Response } from '../target/exchange.ts';
import { publicDocument } from '@atteny/contract/documents';
import type { Mismatch } from './template.ts';

/** Headers that say which page of a browser may read a reply. */
export const sharingNames = ['access-control-allow-origin', 'vary'] as const;

const documented = Object.keys(publicDocument.components?.headers ?? {});

/**
 * A sandbox lets the pages of its own machine read, names each by its origin, and says that the reply depends on it; such a
 * page reads every header of the contract.
 * @param origins whose pages may read as well, by a setting of the target; `*`: any
 */
export function wrongSharing(
  { headers: asked }: Request,
  { headers }: Response,
  origins: readonly string[] = [],
): Mismatch[] {
  const origin = headerOf(asked, 'origin');
  const isForAll = origins.includes('*');
  const expected = isForAll ? '*' : origin !== undefined && isAllowed(origin, origins) ? origin : undefined;
  const found: Mismatch[] = [];
  const sent = headers['access-control-allow-origin'];
  if (sent !== expected) {
    found.push({
      place: '/headers/access-control-allow-origin',
      message: `header access-control-allow-origin: ${sent ?? 'nothing'} instead of ${expected ?? 'nothing'} for a page of ${origin ?? 'nowhere'}`,
    });
  }
  const exposed = (headers['access-control-expose-headers'] ?? '').toLowerCase().split(/\s*,\s*/);
  const hidden = documented.filter((name) => !exposed.includes(name.toLowerCase()));
  if (expected !== undefined && hidden.length > 0) {
    found.push({
      place: '/headers/access-control-expose-headers',
      message: `header access-control-expose-headers lacks ${hidden.join(', ')}`,
    });
  }
  // A reply that is the same for every page depends on none.
  if (!isForAll && headers['vary'] !== 'Origin') {
    found.push({
      place: '/headers/vary',
      message: `header vary: ${headers['vary'] ?? 'nothing'} instead of Origin`,
    });
  }
  return found;
}

/** The method that a page wants to send, where its browser asks beforehand whether it may; undefined: no such request. */
export function preflightFor({ method, headers }: Request): string | undefined {
  return method === 'OPTIONS' ? headerOf(headers, 'access-control-request-method') : undefined;
}

/** Methods that a page may send without being told that it may. */
const safelisted = ['GET', 'HEAD', 'POST'];

/**
 * A page of this machine is told that it may send what it asks for; a page from elsewhere is not.
 * @param isOpen whether the replies are open to the page
 */
export function wrongPreflight(
  { headers: asked }: Request,
  { status, headers }: Response,
  isOpen = isOfThisMachine(headerOf(asked, 'origin') ?? ''),
): Mismatch[] {
  const origin = headerOf(asked, 'origin') ?? '';
  const allowed = headers['access-control-allow-origin'];
  const told = (name: string, message: string): Mismatch[] => [{ place: `/headers/${name}`, message }];
  if (!isOpen) {
    return allowed === undefined
      ? []
      : told('access-control-allow-origin', `a preflight lets a page of ${origin} in (${allowed})`);
  }
  if (status < 200 || status > 299) {
    return [{ place: '/status', message: `status ${status} to the preflight of a page that may call` }];
  }
  const method = headerOf(asked, 'access-control-request-method') ?? '';
  const methods = listed(headers['access-control-allow-methods']);
  const names = listed(headers['access-control-allow-headers']?.toLowerCase());
  const refused = listed(headerOf(asked, 'access-control-request-headers')?.toLowerCase()).filter(
    // A star stands for all but the key.
    (name) => !names.includes(name) && (name === 'authorization' || !names.includes('*')),
  );
  return [
    ...(allowed === origin || allowed === '*'
      ? []
      : told(
          'access-control-allow-origin',
          `a preflight lets ${allowed ?? 'nobody'} in instead of ${origin}`,
        )),
    ...(safelisted.includes(method) || methods.includes(method) || methods.includes('*')
      ? []
      : told('access-control-allow-methods', `a preflight does not let a page send ${method}`)),
    ...(refused.length === 0
      ? []
      : told('access-control-allow-headers', `a preflight does not let a page send ${refused.join(', ')}`)),
    ...(allowed === '*' ||
    listed(headers['vary']?.toLowerCase()).some((name) => name === 'origin' || name === '*')
      ? []
      : told('vary', `header vary: ${headers['vary'] ?? 'nothing'} instead of Origin on a preflight`)),
  ];
}

/** Whether the page that a request comes from may read replies. */
export function mayPageRead({ headers }: Request, origins: readonly string[]): boolean {
  return origins.includes('*') || isAllowed(headerOf(headers, 'origin') ?? '', origins);
}

const isAllowed = (origin: string, origins: readonly string[]): boolean =>
  isOfThisMachine(origin) || origins.includes(origin);

function headerOf(headers: Record<string, string>, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function listed(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(',').map((each) => each.trim());
}

function isOfThisMachine(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || /^127(\.\d+){3}$|^\[::1\]$/.test(hostname)
  );
}
