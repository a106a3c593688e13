import type { Violation } from '../conformance/violation.ts';
import { withoutSecrets } from './secrets.ts';

/** `data[*].lastMessage.mediaType`: which property a violation is about, every item of a list alike; undefined: none. */
export function propertyOf({ place = '' }: Pick<Violation, 'place'>): string | undefined {
  const [part, ...names] = place.split('/').slice(1);
  if (part === undefined || ['headers', 'status', 'query'].includes(part)) return undefined;
  const path = part === 'body' ? names : [part, ...names];
  if (path.length === 0) return undefined;
  return path
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (whole, name) => (/^\d+$/.test(name) ? `${whole}[*]` : whole === '' ? name : `${whole}.${name}`),
      '',
    );
}

/** What is wrong, and where: `data[*].name: null instead of "Maria"`. No secret is in it. */
export function told(violation: Pick<Violation, 'place' | 'message'>): string {
  const { place = '', message } = violation;
  const property = propertyOf(violation);
  if (property === undefined) return withoutSecrets(message);
  const pointer = place.replace(/^\/body/, '');
  // Some sentences begin or end with the place as a pointer.
  const sentence = message.includes(` ${place}`)
    ? message.replace(` ${place}`, ` ${property}`)
    : message.startsWith(`${pointer} `)
      ? `${property}${message.slice(pointer.length)}`
      : `${property}${/^is |^has /.test(message) ? '' : ':'} ${message}`;
  return withoutSecrets(sentence);
}

/** A fault with what else is wrong by it: as many of these as there is room for, and how many there are more. */
export function withOthers(
  { message, also }: { message: string; also: readonly string[] },
  most: number,
): string {
  return also.length === 0 ? message : `${message}; also wrong by it: ${counted(also, most)}`;
}

/** The first of several, and how many there are more. */
export function counted(all: readonly string[], most: number): string {
  const more = all.length > most ? ` … and ${all.length - most} more` : '';
  return `${all.slice(0, most).join('; ')}${more}`;
}
