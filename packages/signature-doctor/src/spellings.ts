import type { CauseId } from './causes.ts';
import { inAlphabeticalOrder, inContractOrder } from './event-order.ts';

/** A body as it may have been signed, and what happened to it between there and here. */
export interface Spelling {
  text: string;
  causes: readonly CauseId[];
}

/** More than this is no delivery of Atteny's; each spelling of it costs. */
const LARGEST_COMBINED = 200_000;

/** From the body given to the one that was signed, or from the one that was sent to what a receiver made of it. */
export type Direction = 'back' | 'on';

/** One kind of change: the other ways in which it may have written the same text. It may find none. */
interface Change {
  cause: CauseId;
  otherwise: (text: string, direction: Direction) => (string | undefined)[];
}

const STRING = /"(?:[^"\\]|\\.)*"/g;
const STRING_OR_BLANKS = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g;

/** From the outside in: what wraps the body, then its letters, then its JSON. */
const changes: readonly Change[] = [
  {
    cause: 'body_base64',
    otherwise: (text, direction) => [direction === 'back' ? fromBase64(text) : toBase64(text)],
  },
  {
    cause: 'body_stringified_twice',
    otherwise: (text, direction) => {
      const inner = direction === 'back' ? parse(text) : JSON.stringify(text);
      return [typeof inner === 'string' ? inner : undefined];
    },
  },
  {
    cause: 'body_encoding',
    otherwise: (text, direction) => [direction === 'back' ? utf8ReadAsLatin1(text) : latin1ReadAsUtf8(text)],
  },
  {
    cause: 'body_bom',
    otherwise: (text) => [text.startsWith('\uFEFF') ? text.slice(1) : `\uFEFF${text}`],
  },
  {
    cause: 'body_line_end',
    otherwise: (text) => [
      text.replace(/[\r\n]+$/, ''),
      `${text}\n`,
      `${text}\r\n`,
      text.replaceAll('\r\n', '\n'),
      text.replaceAll(/\r?\n/g, '\r\n'),
    ],
  },
  {
    cause: 'body_blanks',
    otherwise: (text) => {
      const value = parse(text);
      const compact = withoutBlanks(text);
      // Spelled from the parsed value only where nothing but blanks would change by it.
      const plain = typeof value === 'object' && JSON.stringify(value) === compact;
      return [
        compact,
        compact.replace(STRING_OR_BREAK, (found) => (found.length === 1 ? `${found} ` : found)),
        ...(plain ? [2, 4, '\t'].map((indent) => JSON.stringify(value, null, indent)) : []),
      ];
    },
  },
  {
    cause: 'body_escapes',
    otherwise: (text) =>
      spellers.map((spell) => text.replace(STRING, (literal) => respelled(literal, spell))),
  },
  {
    cause: 'body_key_order',
    otherwise: (text) => {
      const value = parse(text);
      return typeof value === 'object' && JSON.stringify(value) === text
        ? [inContractOrder(value), inAlphabeticalOrder(value)].map((ordered) => JSON.stringify(ordered))
        : [];
    },
  },
];

/** A string of JSON, or one of the signs between its parts. */
const STRING_OR_BREAK = /"(?:[^"\\]|\\.)*"|[,:]/g;

const ascii = (literal: string): string =>
  literal.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const slashes = (literal: string): string => literal.replaceAll('/', '\\/');

/** How serializers write the strings of JSON: as JavaScript, Python, PHP (both ways) and Go do. */
const spellers: ((literal: string) => string)[] = [
  (literal) => literal,
  ascii,
  (literal) => slashes(ascii(literal)),
  slashes,
  (literal) => literal.replaceAll(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
];

/**
 * The text itself and every other spelling of it, those with the fewest changes first, three at most.
 * Made one by one: who finds the right one soon pays for no more.
 */
export function* spellings(text: string, direction: Direction): Generator<Spelling> {
  const inTurn = direction === 'back' ? changes : changes.toReversed();
  const known = new Set([text]);
  let last: (Spelling & { next: number })[] = [{ text, causes: [], next: 0 }];
  yield* last;
  for (let count = 1; count <= (text.length > LARGEST_COMBINED ? 1 : 3); count += 1) {
    const found: typeof last = [];
    for (const spelling of last) {
      for (const [index, { cause, otherwise }] of inTurn.entries()) {
        for (const other of index < spelling.next ? [] : otherwise(spelling.text, direction)) {
          if (other !== undefined && !known.has(other)) {
            known.add(other);
            const one = { text: other, causes: [...spelling.causes, cause], next: index + 1 };
            found.push(one);
            yield one;
          }
        }
      }
    }
    last = found;
  }
}

/** Whether a body is written as Atteny writes its own. */
export function isAsSent(text: string): boolean {
  const value = parse(text);
  return typeof value === 'object' && JSON.stringify(inContractOrder(value)) === text;
}

/** The value of JSON, or undefined. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const withoutBlanks = (text: string): string =>
  text.replace(STRING_OR_BLANKS, (_, literal?: string) => literal ?? '');

function respelled(literal: string, spell: (literal: string) => string): string {
  const value = parse(literal);
  return typeof value === 'string' ? spell(JSON.stringify(value)) : literal;
}

function fromBase64(text: string): string | undefined {
  const packed = text.replaceAll(/\s/g, '');
  return /^[\w+/-]{8,}={0,2}$/.test(packed)
    ? decoded(binary(packed.replaceAll('-', '+').replaceAll('_', '/')))
    : undefined;
}

function toBase64(text: string): string {
  let letters = '';
  for (const byte of new TextEncoder().encode(text)) {
    letters += String.fromCharCode(byte);
  }
  return btoa(letters);
}

/** What UTF-8 was before somebody read its bytes as Latin-1 and wrote those letters as UTF-8 again. */
function utf8ReadAsLatin1(text: string): string | undefined {
  const letters = Array.from(text, (letter) => WINDOWS_1252.get(letter) ?? letter).join('');
  return /[\x80-\xFF]/.test(letters) && /^[\0-\xFF]*$/.test(letters)
    ? decoded(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)))
    : undefined;
}

function latin1ReadAsUtf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** The letters that Windows-1252 has where Latin-1 has control signs. */
const WINDOWS_1252 = new Map(
  Array.from({ length: 32 }, (_, index) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + index)),
    String.fromCharCode(0x80 + index),
  ]),
);

function binary(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function decoded(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
