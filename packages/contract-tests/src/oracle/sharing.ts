import type { Request, Response } from '../target/exchange.ts';
import { publicDocument } from '@atteny/contract/documents';
import type { Mismatch } from './template.ts';

/** Headers that say which page of a browser may read a reply. */
export const sharingNames = ['access-control-allow-origin', 'vary'] as const;

const documented = Object.keys(publicDocument.components?.headers ?? {});

/**
 * A sandbox lets the pages of its own machine read, names each by its origin, and says that the reply depends on it; such a
 * page reads every header of the contract.
 */
export function wrongSharing({ headers: asked }: Request, { headers }: Response): Mismatch[] {
  const origin = Object.entries(asked).find(([name]) => name.toLowerCase() === 'origin')?.[1];
  const expected = origin !== undefined && isOfThisMachine(origin) ? origin : undefined;
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
  if (headers['vary'] !== 'Origin') {
    found.push({
      place: '/headers/vary',
      message: `header vary: ${headers['vary'] ?? 'nothing'} instead of Origin`,
    });
  }
  return found;
}

function isOfThisMachine(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname);
}
