import type { CauseId } from './causes.ts';
import { utf8, type Bytes } from './hmac.ts';
import { isAsSent, parse, spellings, type Direction, type Spelling } from './spellings.ts';

/** A body as it was given: its bytes, its text, and whether the bytes are that text in UTF-8. */
export interface GivenBody {
  bytes: Bytes;
  text: string;
  isUtf8: boolean;
}

/** The body of whatever was given; undefined for what is neither text nor bytes. */
export function readBody(given: unknown): GivenBody | undefined {
  if (typeof given === 'string') {
    return { bytes: utf8(given), text: given, isUtf8: true };
  }
  const isBuffer = Object.prototype.toString.call(given) === '[object ArrayBuffer]';
  if (!isBuffer && !ArrayBuffer.isView(given)) {
    return undefined;
  }
  const bytes = ArrayBuffer.isView(given)
    ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength).slice()
    : new Uint8Array(given as ArrayBuffer);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { bytes, text, isUtf8: true };
  } catch {
    return { bytes, text: new TextDecoder('windows-1252').decode(bytes), isUtf8: false };
  }
}

/** Every body that this one may have been, or may have become: the fewest changes first. */
export function* bodiesOf({ text, isUtf8 }: GivenBody, direction: Direction): Generator<Spelling> {
  if (isUtf8) {
    yield* spellings(text, direction);
    return;
  }
  // The bytes themselves first; then their letters in UTF-8, and what else became of those.
  yield { text, causes: [] };
  for (const spelling of spellings(text, direction)) {
    yield { ...spelling, causes: ['body_encoding', ...spelling.causes] };
  }
}

/** What a body shows of itself when no change that is known of explains the signature; none when it looks untouched. */
export function signsOfChange(
  { bytes, text, isUtf8 }: GivenBody,
  contentLength: string | undefined,
): CauseId[] {
  if (bytes.length === 0) {
    return ['body_empty'];
  }
  if (text === '[object Object]') {
    return ['body_parsed'];
  }
  if (!isUtf8) {
    return ['body_encoding'];
  }
  if (text.includes('\uFFFD')) {
    return ['body_characters_lost'];
  }
  const length: CauseId[] =
    contentLength !== undefined && Number(contentLength) !== bytes.length ? ['body_length'] : [];
  if (parse(text) === undefined) {
    return [...length, 'body_not_json'];
  }
  return length.length === 0 && !isAsSent(text) ? ['body_changed'] : length;
}
